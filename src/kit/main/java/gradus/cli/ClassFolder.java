package gradus.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a class handed in for an assignment, and where to write what comes of it. */
final class ClassFolder {
  @Parameters(index = "0", paramLabel = "ASSIGNMENT", description = "Its name, such as a1.")
  private String assignment = "";

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description =
          "Holds a folder or a .zip for each student, what Moodle or Canvas put into one, or"
              + " STUDENT_NOTEBOOK.ipynb.")
  private Path folder = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write results, tables and pages; FOLDER-graded unless given.")
  private Optional<Path> output = Optional.empty();

  /** The name of the assignment. */
  String assignment() {
    return assignment;
  }

  /** The folder with what was handed in. */
  Path handedIn() throws MissingException {
    if (!Files.isDirectory(folder)) {
      throw new MissingException(
          "There is no folder " + folder + "; name the one that holds a folder for each student.");
    }
    return folder;
  }

  /** The folder to write into. */
  Path output() {
    Path absolute = folder.toAbsolutePath().normalize();
    return output.orElse(absolute.resolveSibling(absolute.getFileName() + "-graded"));
  }
}
