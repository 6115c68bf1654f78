package gradus.cli;

import gradus.bench.Benchmark;
import gradus.bench.Cases;
import gradus.bench.MeasurementPlan;
import gradus.bench.ParticipantCommand;
import gradus.bench.PixelFiles;
import gradus.cli.Peers.Peer;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times the library as a learner uses it and, if asked, other libraries beside it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Times training, prediction and distances; src/kit/bench/README.md explains the table.")
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CASE", description = "A1 to A9, K1, K2, I1, P1; all if none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--threads",
      converter = Count.class,
      description = "How many threads each library may use.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--rounds",
      converter = Count.class,
      description = "How many rounds are timed (default: ${DEFAULT-VALUE}).")
  private int rounds = 7;

  @Option(
      names = "--peers",
      description = "Time PyTorch, EJML, DJL and Deeplearning4j too; fetches them first.")
  private boolean allPeers;

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description = "Time this library, too: ${COMPLETION-CANDIDATES}.")
  private List<Peer> peers = new ArrayList<>();

  @Option(
      names = "--profile",
      description = "Tell instead where the time of a step goes, and what its new memory costs.")
  private boolean profile;

  @Override
  public Integer call() throws Exception {
    Kit kit = Kit.current();
    List<String> java = new ArrayList<>(List.of(Jupyter.java()));
    java.addAll(FastJava.flags());
    List<ParticipantCommand> libraries =
        new ArrayList<>(List.of(ParticipantCommand.gradus(java, threads)));
    libraries.addAll(peers(kit));
    var benchmark =
        new Benchmark(
            Cases.named(names), libraries, MeasurementPlan.of(rounds), threads, kit.benchmark());
    if (profile) {
      benchmark.printProfiles(spec.commandLine().getOut());
      return 0;
    }
    return benchmark.print(spec.commandLine().getOut()) ? 0 : 1;
  }

  private List<ParticipantCommand> peers(Kit kit) throws IOException, InterruptedException {
    List<Peer> wanted = allPeers ? List.of(Peer.values()) : peers;
    Path pixels = kit.benchmark();
    if (!wanted.isEmpty()) {
      PixelFiles.write(Cases.named(names), DataFolder.current(), pixels);
    }
    return new Peers(kit, threads, pixels, spec.commandLine().getOut()).ready(wanted);
  }
}
