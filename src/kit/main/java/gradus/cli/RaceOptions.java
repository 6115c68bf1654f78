package gradus.cli;

import gradus.datasets.DataFolder;
import gradus.kernel.CollectorFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that train on all of CIFAR-10, and the JVM for it. */
final class RaceOptions {
  /**
   * A heap for batches of 2,000, all of it from the start: G1 gives memory back that it has to ask
   * for again in the same step, which took half of the time. It frees large arrays without moving
   * others; and no cell has to be interrupted here, so that loops need not stop for it.
   */
  private static final List<String> FLAGS =
      List.of(
          "-Xms2600m",
          "-Xmx2600m",
          "-XX:-UseParallelGC",
          "-XX:+UseG1GC",
          "-XX:-UseCountedLoopSafepoints",
          "-XX:LoopStripMiningIter=0");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder, instead of GRADUS_DATA or the kit's datasets/.")
  private Optional<Path> data = Optional.empty();

  /**
   * The data folder with CIFAR-10.
   *
   * @throws MissingException if it is not there, saying how to get it
   */
  DataFolder folder() throws MissingException, IOException {
    DataFolder folder = data.isPresent() ? DataFolder.at(data.get()) : DataFolder.current();
    if (!DataFolder.isPresent(folder.cifar10())) {
      throw new MissingException(
          "The %s needs CIFAR-10, which is not in %s; ./gradus data cifar10 fetches it."
              .formatted(command.name(), folder.published()));
    }
    return folder;
  }

  /**
   * Says what is wrong with the collector that {@link #FLAGS} choose, if this JVM has its fault.
   */
  void warnOfCollector() {
    CollectorFault.warning().ifPresent(command.commandLine().getErr()::println);
  }

  /** {@link FastJava#again} for this command, with all processors. */
  int inFastJava() throws IOException, InterruptedException {
    return FastJava.again(FLAGS, Runtime.getRuntime().availableProcessors(), command);
  }
}
