package gradus.cli;

import gradus.bench.Benchmark;
import gradus.bench.Case;
import gradus.bench.Pace;
import gradus.bench.Start;
import gradus.kernel.KernelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times the library as a learner uses it and, if asked, other libraries beside it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Times training, prediction and distances; src/bench/README.md explains the table.")
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CASE", description = "A1 to A8, K1, K2, I1; all if none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--threads", description = "How many threads each library may use.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--rounds",
      description = "How many rounds are timed (default: ${DEFAULT-VALUE}).")
  private int rounds = 7;

  @Override
  public Integer call() throws Exception {
    Kit kit = Kit.current();
    List<String> java = new ArrayList<>(List.of(Jupyter.java()));
    java.addAll(KernelSpec.FLAGS);
    List<Start> starts = List.of(Start.gradus(java, threads));
    var benchmark =
        new Benchmark(
            cases(), starts, Pace.of(rounds), threads, kit.home().resolve("target/bench"));
    return benchmark.print(spec.commandLine().getOut()) ? 0 : 1;
  }

  private List<Case> cases() {
    try {
      return Case.named(names);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }
}
