package gradus.grading;

import gradus.gradebook.ClassGrading;
import gradus.gradebook.GradingFolder;
import gradus.gradebook.Plan;
import gradus.gradebook.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Grades whole classes for tests. */
final class Classes {
  private Classes() {}

  /** The grades of all, by student; fails if one was not graded. */
  static Map<String, Grades> graded(Path submitted, Grader grader)
      throws IOException, InterruptedException {
    var folder = new GradingFolder(Files.createTempDirectory(submitted, ".graded"));
    Map<String, HandIn> handIns = HandIns.in(submitted, grader.assignment()).students();
    Map<String, List<Path>> submissions = new TreeMap<>();
    handIns.forEach((student, handIn) -> submissions.put(student, handIn.places()));
    Plan plan = Plan.of(folder, submissions, "", new Plan.Choice(false, Set.of()));
    Map<String, Grades> grades = new TreeMap<>();
    var grading =
        new ClassGrading(folder, student -> grader.grade(handIns.get(student)), done -> {});
    for (Row row : grading.grade(plan, 2)) {
      grades.put(row.student(), row.grades().orElseThrow());
    }
    return grades;
  }
}
