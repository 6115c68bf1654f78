package gradus.gradebook;

import java.nio.file.Path;

/**
 * Where the results of an assignment's class are.
 *
 * @param root holds all files
 */
public record GradingFolder(Path root) {
  Results results() {
    return new Results(root.resolve("results"));
  }

  /** Holds the page of each student. */
  public Path feedback() {
    return root.resolve("feedback");
  }

  /** Everybody's points. */
  public Path table() {
    return root.resolve("class.csv");
  }

  /** How the class did, without a name. */
  public Path classPage() {
    return root.resolve("class.html");
  }

  /** The points that a person gives. */
  public Path manual() {
    return root.resolve("manual.csv");
  }

  /** The answers that a person has yet to grade. */
  public Path toMark() {
    return root.resolve("to-mark.html");
  }

  Path rubric() {
    return root.resolve("rubric.yaml");
  }

  Path lastGrading() {
    return root.resolve("grading.json");
  }
}
