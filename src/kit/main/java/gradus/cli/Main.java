package gradus.cli;

import gradus.training.Version;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command {@code gradus} and its subcommands. */
@Command(
    name = "gradus",
    mixinStandardHelpOptions = true,
    versionProvider = Main.KitVersion.class,
    description = "A course kit for learning neural networks from first principles in Java.",
    subcommands = {
      LabCommand.class,
      RunCommand.class,
      TestCommand.class,
      DataCommand.class,
      NextCommand.class,
      ExercisesCommand.class,
      ReleaseCommand.class,
      GradeCommand.class,
      SimilarityCommand.class,
      BenchCommand.class,
      RaceCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:the work itself failed, such as a test or a cell; the lines above say which",
      "2:the words of the command are wrong",
      "3:something that the kit needs is missing; the message says how to get it",
      "4:the build failed"
    })
public final class Main {
  @SuppressWarnings("UnusedVariable") // read by the launcher, before there is a Java
  @CommandLine.Option(
      names = "--yes",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Accept what the launcher offers to download.")
  private boolean yes;

  private Main() {}

  /** The version and the commit that the jar was built from. */
  static final class KitVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Gradus " + Version.current()};
    }
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ENGLISH); // numbers look the same on every machine
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, command, result) -> {
              command.getErr().println(said(exception));
              return switch (exception) {
                case IllegalArgumentException wrong -> 2;
                case MissingException missing -> 3;
                default -> 1;
              };
            });
  }

  /** What went wrong, in a sentence; those of the JDK are names of files, or nothing. */
  private static String said(Exception exception) {
    return switch (exception) {
      case NoSuchFileException missing ->
          "There is no file %s; check its name.".formatted(missing.getFile());
      case AccessDeniedException denied ->
          "%s cannot be read or written; close it in other programs, and see who may."
              .formatted(denied.getFile());
      default -> exception.getMessage() == null ? exception.toString() : exception.getMessage();
    };
  }
}
