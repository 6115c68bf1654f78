package gradus.bench;

import gradus.bench.Participant.Work;
import java.util.List;

/**
 * The result of a race.
 *
 * @param contest the case
 * @param work of one step
 * @param lines one for each library that came through, this kit's first
 * @param failures what went wrong with the others
 * @param others the share of the machine that was busy with something else
 */
record Result(Case contest, Work work, List<Line> lines, List<String> failures, double others) {
  Result {
    lines = List.copyOf(lines);
    failures = List.copyOf(failures);
  }

  /**
   * One library.
   *
   * @param name of the library
   * @param measurements what was seen of it
   * @param memory the most that its process occupied, in bytes; 0 where that is not known
   */
  record Line(String name, Measurements measurements, long memory) {}
}
