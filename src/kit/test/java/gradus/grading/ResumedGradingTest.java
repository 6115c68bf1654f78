package gradus.grading;

import static gradus.grading.Handout.nothing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.sandbox.JavaCommand;
import gradus.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, killed while it grades, and started again. */
class ResumedGradingTest {
  private static final List<String> STUDENTS = List.of("ada", "ben", "cyd");

  @TempDir Path root;

  private Process grading() throws IOException {
    List<String> command = new ArrayList<>(JavaCommand.kernel(Limits.DEFAULT).words());
    command.removeLast();
    command.addAll(
        List.of(
            "gradus.cli.Main",
            "grade",
            "a1",
            root.resolve("submitted").toString(),
            "--unisolated",
            "--at-once=1"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("out").toFile())
        .start();
  }

  private List<Path> results() throws IOException {
    Path folder = root.resolve("submitted-graded/results");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void aKilledGradingGoesOnWhereItWas() throws Exception {
    var knn = new Handout(Path.of("notebooks/assignments/source/a1/knn.ipynb"));
    for (String student : STUDENTS) {
      knn.changed(nothing())
          .write(root.resolve("submitted").resolve(student).resolve("a1/knn.ipynb"));
    }
    Process killed = grading();
    while (results().isEmpty() && killed.isAlive()) {
      Thread.sleep(20);
    }
    killed.destroyForcibly().waitFor();
    List<Path> kept = results();
    assertTrue(!kept.isEmpty() && kept.size() < STUDENTS.size(), kept.toString());
    List<String> before = texts(kept);

    Process second = grading();
    boolean ended = second.waitFor(10, TimeUnit.MINUTES);
    second.destroyForcibly();
    assertTrue(ended);
    String out = Files.readString(root.resolve("out"));
    assertEquals(0, second.exitValue(), out);
    assertTrue(out.contains(kept.size() + " were graded before and are unchanged"), out);
    assertEquals(before, texts(kept));
    List<String> table = Files.readAllLines(root.resolve("submitted-graded/class.csv"));
    for (int i = 0; i < STUDENTS.size(); i++) {
      String row = table.get(i + 1);
      assertTrue(row.startsWith(STUDENTS.get(i) + ",20.0,80.0,"), row);
    }
  }

  private static List<String> texts(List<Path> files) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(Files.readString(file));
    }
    return texts;
  }
}
