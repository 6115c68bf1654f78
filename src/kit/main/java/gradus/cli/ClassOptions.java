package gradus.cli;

import gradus.gradebook.Deadline;
import gradus.gradebook.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who is in the class, and until when they hand in. */
final class ClassOptions {
  @Option(
      names = "--roster",
      paramLabel = "CSV",
      description = {
        "The class: a column student with the names of the folders, and any of name, email,",
        "identifier (Moodle), id, sis user id, section (Canvas), and handed in, a time."
      })
  private Optional<Path> roster = Optional.empty();

  @Option(
      names = "--due",
      paramLabel = "TIME",
      description = "Until when to hand in, such as 2026-12-01T23:59, in this machine's time.")
  private Optional<LocalDateTime> due = Optional.empty();

  @Option(
      names = "--late-penalty",
      paramLabel = "PERCENT",
      description = "What each begun day after that costs of the points earned.")
  private double penalty;

  @Option(
      names = "--extensions",
      paramLabel = "CSV",
      description = "Columns student and days: whose deadline is later by how many days.")
  private Optional<Path> extensions = Optional.empty();

  Roster roster() throws IOException {
    return roster.isPresent() ? Roster.read(roster.get()) : Roster.NONE;
  }

  Deadline deadline() throws IOException {
    return new Deadline(
        due, penalty, extensions.isPresent() ? Deadline.extensions(extensions.get()) : Map.of());
  }
}
