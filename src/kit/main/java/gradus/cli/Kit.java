package gradus.cli;

import gradus.course.KitHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  Path lessons() {
    return notebooks().resolve("lessons");
  }

  /** The assignments as students receive them. */
  Path released() {
    return assignments().resolve("release");
  }

  /** What authors write of exercises: of lessons, and of assignments beside their solutions. */
  List<Path> exercises() {
    return List.of(home.resolve("src/kit/main/exercises"), assignments().resolve("source"));
  }

  /** What their checks need. */
  Path compiledExercises() {
    return home.resolve("src/kit/main/resources/gradus/exercise");
  }

  /** Whether the kit is another's, and this user may only read it. */
  boolean isShared() {
    return !Files.isWritable(home);
  }

  /** Where this user's own files go: the kit or, where that is shared, a folder at home. */
  Path own() {
    String user = System.getProperty("user.home");
    return isShared()
        ? Path.of(Optional.ofNullable(System.getenv("HOME")).orElse(user), "gradus")
        : home;
  }

  /** The Python environments that may hold Jupyter; the last is the one to make if none does. */
  List<Path> pythons() {
    return Stream.of(home, own()).map(folder -> folder.resolve(".venv")).distinct().toList();
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
    return Stream.of(path.replace("\"", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
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
    return own().resolve(".peers");
  }

  /** The files that the benchmark writes. */
  Path benchmark() {
    return own().resolve("target/bench");
  }

  /** Where executed notebooks go unless their reader says otherwise. */
  Path executed() {
    return own().resolve("target/notebooks");
  }

  /**
   * The notebooks that a learner opens: all but released assignments, which are unfinished on
   * purpose.
   */
  Stream<Path> executableNotebooks() throws IOException {
    return notebooksIn(notebooks()).stream().filter(file -> !file.startsWith(released()));
  }

  /** All notebooks of a folder, or one that is named itself; without what Jupyter keeps of them. */
  static List<Path> notebooksIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".ipynb"))
          .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
          .sorted()
          .toList();
    }
  }
}
