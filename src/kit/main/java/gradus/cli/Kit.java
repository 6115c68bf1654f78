package gradus.cli;

import gradus.course.KitHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of the kit and the places in it.
 *
 * @param home the folder that holds README.md
 */
record Kit(Path home) {
  /** The kit that this command belongs to. */
  static Kit current() throws MissingException {
    return new Kit(
        KitHome.find()
            .orElseThrow(
                () ->
                    new MissingException(
                        "This is not the kit's folder; start ./gradus there, or set GRADUS_HOME.")));
  }

  Path lib() {
    return home.resolve("lib");
  }

  Path notebooks() {
    return home.resolve("notebooks");
  }

  /** Where assignments are: {@code source}, which holds solutions, and {@code release}. */
  Path assignments() {
    return notebooks().resolve("assignments");
  }

  /** What authors write of exercises: of lessons, and of assignments beside their solutions. */
  List<Path> exercises() {
    return List.of(home.resolve("src/kit/main/exercises"), assignments().resolve("source"));
  }

  /** What their checks need. */
  Path compiledExercises() {
    return home.resolve("src/kit/main/resources/gradus/exercise");
  }

  Path privatePython() {
    return home.resolve(".venv");
  }

  Path requirements() {
    return home.resolve("requirements.txt");
  }

  Path executor() {
    return home.resolve("src/kit/main/python/execute.py");
  }

  /** The tests that use the kernel, the commands and a browser from outside. */
  List<Path> pythonTests() {
    return List.of(home.resolve("src/kernel/test/python"), home.resolve("src/kit/test/python"));
  }

  /** The Maven on the path, else the kit's own. */
  String maven() {
    boolean windows = File.separatorChar == '\\';
    String name = windows ? "mvn.cmd" : "mvn";
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(home.resolve(windows ? "mvnw.cmd" : "mvnw"))
        .toString();
  }

  /** The benchmark's peers: their programs. */
  Path peerPrograms() {
    return home.resolve("src/kit/bench");
  }

  /** The benchmark's peers: what was installed for them, apart from the kit's own libraries. */
  Path peerLibraries() {
    return home.resolve(".peers");
  }

  /** The files that the benchmark writes. */
  Path benchmark() {
    return home.resolve("target/bench");
  }

  /** Where executed notebooks go unless their reader says otherwise. */
  Path executed() {
    return home.resolve("target/notebooks");
  }

  /**
   * The notebooks that a learner opens: all but released assignments, which are unfinished on
   * purpose.
   */
  Stream<Path> executableNotebooks() throws IOException {
    try (Stream<Path> files = Files.walk(notebooks())) {
      return files
          .filter(file -> file.toString().endsWith(".ipynb"))
          .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
          .filter(file -> !file.startsWith(assignments().resolve("release")))
          .sorted(Comparator.naturalOrder())
          .toList()
          .stream();
    }
  }
}
