package gradus.cli;

import gradus.bench.race.Effort;
import gradus.bench.race.Ladder;
import gradus.bench.race.Rung;
import gradus.bench.race.RungRecord;
import gradus.bench.race.RungRecords;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs and records what lesson 11 shows. */
@Command(
    name = "ladder",
    mixinStandardHelpOptions = true,
    description = {
      "Leads from report R0's best network to that of the race, one change at a time: the records of"
          + " lesson 11.",
      "A rung that is recorded is not run again: kill it at any time, and start it again."
    })
final class LadderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = Count.class,
      description =
          "How often each rung is run, with seeds from 1 on (default: ${DEFAULT-VALUE}); all rungs"
              + " with one seed before the next.")
  private int seeds = 3;

  @Mixin private RaceOptions options = new RaceOptions();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where records go, instead of notebooks/reports/results/ladder.")
  private Optional<Path> results = Optional.empty();

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    DataFolder folder = options.folder();
    if (!FastJava.isHere()) {
      return options.inFastJava();
    }
    options.warnOfCollector();
    RungRecords records =
        results.isPresent() ? new RungRecords(results.get()) : RungRecords.ofKit();
    var ladder = new Ladder(folder.objects());
    for (long seed = 1; seed <= seeds; seed++) {
      for (Rung rung : Rung.ladder(Effort.RECORDED)) {
        Optional<RungRecord> earlier = records.find(rung, seed);
        RungRecord found = earlier.isPresent() ? earlier.get() : ladder.run(rung, seed);
        if (earlier.isEmpty()) {
          records.write(found);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(found + (earlier.isPresent() ? " (recorded)" : ""));
        out.flush();
      }
    }
    return 0;
  }
}
