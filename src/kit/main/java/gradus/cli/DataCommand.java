package gradus.cli;

import gradus.course.KitHome;
import gradus.data.DataSet;
import gradus.datasets.DataFolder;
import gradus.datasets.download.Installation;
import gradus.datasets.download.Manifest;
import gradus.datasets.download.Manifest.PublishedSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that fetches, draws and lists the data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Fetches, draws and lists the data sets.")
public final class DataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SET",
      description = {
        "mnist, fashion-mnist or cifar10: fetch the published set;",
        "offline: draw the two sets that need no network;",
        "status: list what is there (the default)."
      })
  private List<String> words = List.of("status");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder, instead of GRADUS_DATA or the kit's datasets/.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = "Fetch from this address or folder, instead of the publishers' mirrors.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--again", description = "Fetch a set even if a sound one is there.")
  private boolean again;

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (String word : words) {
      obey(word);
    }
    return 0;
  }

  private void obey(String word) throws IOException, InterruptedException {
    switch (word) {
      case "status" -> status();
      case "offline" -> offline();
      default -> fetch(manifest().set(word));
    }
  }

  private void fetch(PublishedSet published) throws IOException, InterruptedException {
    PublishedSet set = source.map(published::from).orElse(published);
    var installation = new Installation(set, data().published());
    Optional<DataSet> present = again ? Optional.empty() : sound(Installation.found(set, data()));
    if (present.isPresent()) {
      out().println("Already here: " + present.get());
      return;
    }
    install(installation, published);
    out().println("Ready: " + installation.read());
    out().println("       in " + installation.folder());
  }

  private void install(Installation installation, PublishedSet set)
      throws IOException, InterruptedException {
    try {
      installation.run(new ConsoleProgress(out()));
    } catch (IOException e) {
      throw new IOException(
          """
          %s
          The lessons run without it: they draw pictures of their own where it is missing.
          If you have its files (%s), this installs them: ./gradus data %s --from FOLDER\
          """
              .formatted(e.getMessage(), String.join(", ", set.fileNames()), set.id()),
          e);
    }
  }

  private static Optional<DataSet> sound(Installation installation) {
    try {
      DataSet set = installation.read();
      return installation.differences().isEmpty() ? Optional.of(set) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void offline() throws IOException {
    DataFolder data = data();
    out().println("Drawing the offline sets, unless they are there; a few seconds each.");
    out().println("Ready: " + data.offlineDigits());
    out().println("Ready: " + data.offlineObjects());
    out().println("       in " + data.generated());
  }

  private void status() throws IOException {
    out().println("Data folder: " + data().published().toAbsolutePath().normalize());
    for (PublishedSet set : manifest().sets()) {
      out().println(state(set));
    }
    boolean drawn = Files.isDirectory(data().generated());
    out().println("Offline sets: " + (drawn ? "drawn" : "will be drawn on first use"));
  }

  private String state(PublishedSet set) throws IOException {
    var installation = Installation.found(set, data());
    if (!DataFolder.isPresent(installation.folder())) {
      return set.title() + ": not here; ./gradus data " + set.id() + " fetches it";
    }
    try {
      String found = installation.read().toString();
      List<String> differences = installation.differences();
      return differences.isEmpty()
          ? found
          : "%s: changed. %s; ./gradus data %s --again fetches it anew"
              .formatted(set.title(), String.join("; ", differences), set.id());
    } catch (IOException e) {
      return set.title() + ": damaged. " + e.getMessage();
    }
  }

  private DataFolder data() throws IOException {
    return folder.isPresent() ? DataFolder.at(folder.get()) : DataFolder.current();
  }

  /** What can be fetched, and how to tell that it is what was published. */
  static Manifest manifest() throws IOException {
    Path home =
        KitHome.find()
            .orElseThrow(
                () -> new IOException("no kit around the working directory; set GRADUS_HOME"));
    return Manifest.read(home.resolve("datasets").resolve("manifest.json"));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
