package gradus.cli;

import gradus.data.KitHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of the kit and what stands where in it.
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

  Path privatePython() {
    return home.resolve(".venv");
  }

  Path requirements() {
    return home.resolve("requirements.txt");
  }

  Path executor() {
    return home.resolve("src/main/python/execute.py");
  }

  Path pythonTests() {
    return home.resolve("src/test/python");
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
