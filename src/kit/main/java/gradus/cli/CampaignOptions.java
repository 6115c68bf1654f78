package gradus.cli;

import gradus.datasets.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that train: seeds, runs at once, and the data. */
final class CampaignOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--seeds",
      converter = Count.class,
      paramLabel = "N",
      description = "How often to repeat each run (${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int seeds = 3;

  @Option(
      names = {"--concurrency", "--together"},
      converter = Count.class,
      paramLabel = "N",
      description = "How many runs at once; as many as there are processors unless given.")
  private int concurrency = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder, instead of GRADUS_DATA or the kit's datasets/.")
  private Optional<Path> data = Optional.empty();

  int seeds() {
    return seeds;
  }

  int concurrency() {
    return concurrency;
  }

  /** The name of the data folder for another process, empty for the kit's own. */
  String data() {
    return data.map(folder -> folder.toAbsolutePath().toString())
        .or(() -> Optional.ofNullable(System.getenv("GRADUS_DATA")))
        .orElse("");
  }

  DataFolder folder() throws IOException {
    return data.isPresent() ? DataFolder.at(data.get()) : DataFolder.current();
  }

  /** {@link FastJava#again} for this command: the runs at once share the processors. */
  int inFastJava() throws IOException, InterruptedException {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / concurrency);
    return FastJava.again(List.of(), threads, command);
  }
}
