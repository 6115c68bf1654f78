package gradus.gradebook;

import gradus.assignment.Assignment;
import gradus.sandbox.Limits;
import gradus.training.Version;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What determines grades apart from the submissions.
 *
 * @param seed of the hidden inputs, the same until a whole class is graded again
 * @param digest of the seed, the assignment, the limits and the kit
 * @param changes of the assignment since the last grading, one sentence each
 */
public record GradingConditions(long seed, String digest, List<String> changes) {
  /**
   * Reads the conditions of the last grading, and keeps those of this one.
   *
   * @param wanted the seed that a teacher names
   * @param anew whether a whole class is graded again, on inputs drawn anew
   */
  public static GradingConditions of(
      GradingFolder folder,
      Assignment assignment,
      Limits limits,
      Optional<Long> wanted,
      boolean anew)
      throws IOException {
    Optional<LastGrading> last = LastGrading.read(folder.lastGrading());
    requireSame(assignment, last, folder);
    long seed =
        wanted
            .or(() -> last.filter(before -> !anew).map(LastGrading::seed))
            .orElseGet(() -> new SecureRandom().nextLong() >>> 1);
    LastGrading now = LastGrading.of(seed, assignment.versions(), last);
    now.write(folder.lastGrading());
    String digest =
        new Digest()
            .add(now.digest())
            .add(limits.toString())
            .add(Version.current().toString())
            .toString();
    return new GradingConditions(
        seed, digest, last.map(before -> now.changes(before)).orElse(List.of()));
  }

  private static void requireSame(
      Assignment assignment, Optional<LastGrading> last, GradingFolder folder) throws IOException {
    Set<String> before = last.map(then -> then.exercises().keySet()).orElse(Set.of());
    if (!before.isEmpty() && Collections.disjoint(before, assignment.versions().keySet())) {
      throw new IOException(
          "%s holds the results of another assignment, with %s; give another folder by --output"
              .formatted(folder.root(), before.iterator().next()));
    }
  }
}
