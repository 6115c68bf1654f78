package gradus.cli;

import gradus.bench.MachineLoad;
import gradus.bench.PeakFma;
import gradus.bench.race.CifarRace;
import gradus.bench.race.Goal;
import gradus.bench.race.RaceRecord;
import gradus.bench.race.RaceRecords;
import gradus.datasets.DataFolder;
import gradus.plot.MeanAndStd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs to 94 or 90 % on CIFAR-10 against the clock. */
@Command(
    name = "race",
    mixinStandardHelpOptions = true,
    description = {
      "Trains to an accuracy on CIFAR-10 against the clock, from the bytes of its files to the test"
          + " accuracy.",
      "A race that is recorded is not run again, unless asked for."
    },
    subcommands = LadderCommand.class)
final class RaceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--to",
      paramLabel = "PERCENT",
      converter = Count.class,
      description = "The accuracy: 94 (the default) or 90, by a smaller network in fewer epochs.")
  private int percent = 94;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Count.class,
      description = "Over how many epochs the learning rates fall, instead of the goal's.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = Count.class,
      description = "How many races, from seed 1 on (default: ${DEFAULT-VALUE}).")
  private int seeds = 1;

  @Option(
      names = "--again",
      description = "Run recorded races again and say whether their weights are equal to the bit.")
  private boolean again;

  @Mixin private RaceOptions options = new RaceOptions();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where records go, instead of notebooks/reports/results/race.")
  private Optional<Path> results = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Goal goal = goal();
    DataFolder folder = options.folder();
    if (!FastJava.isHere()) {
      return options.inFastJava();
    }
    options.warnOfCollector();
    RaceRecords records =
        results.isPresent() ? new RaceRecords(results.get()) : RaceRecords.ofKit();
    double peak = 1e9 * PeakFma.measure(Runtime.getRuntime().availableProcessors());
    out("%s, peak %.0f GFLOP/s%nThe goal: %s", MachineLoad.describe(), peak / 1e9, goal);
    summarize(goal, races(new CifarRace(folder::objects, goal, peak), records));
    return 0;
  }

  private Goal goal() {
    Goal goal = Goal.of(percent);
    return epochs.map(goal::withEpochs).orElse(goal);
  }

  private List<RaceRecord> races(CifarRace race, RaceRecords records)
      throws IOException, InterruptedException {
    List<RaceRecord> all = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Optional<RaceRecord> earlier = records.find(race.goal(), seed);
      if (earlier.isPresent() && !again) {
        all.add(earlier.get());
        out("%s (recorded)", all.getLast());
        continue;
      }
      RaceRecord now = race.run(seed, epoch -> out("%s", epoch));
      out("%s", now);
      earlier.ifPresent(
          before ->
              out(
                  before.weights().equals(now.weights())
                      ? "equal to the record to the bit"
                      : "not equal to the record, whose weights are %s"
                          .formatted(before.weights())));
      records.write(now);
      all.add(now);
    }
    return all;
  }

  private void summarize(Goal goal, List<RaceRecord> races) {
    out(
        "%d of %d reached %d %%",
        races.stream().filter(RaceRecord::isReached).count(), races.size(), goal.percent());
    if (races.size() > 1) {
      out("accuracy, several views  %s", statistics(races, RaceRecord::accuracy));
      out("accuracy, one view       %s", statistics(races, RaceRecord::accuracyOfOneView));
      out("seconds                  %s", statistics(races, RaceRecord::seconds));
      out("seconds of processors    %s", statistics(races, RaceRecord::processorSeconds));
    }
  }

  /** The mean and the sample standard deviation. */
  private static String statistics(List<RaceRecord> races, ToDoubleFunction<RaceRecord> value) {
    return MeanAndStd.of(races.stream().mapToDouble(value).toArray()).toString();
  }

  private void out(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
