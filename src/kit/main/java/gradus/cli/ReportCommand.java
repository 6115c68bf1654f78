package gradus.cli;

import picocli.CommandLine.Command;

/** The command that shows and runs the reports' experiments. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Shows, plans, runs and compares the experiments of the five reports, and searches around one.",
    subcommands = {
      ReportListCommand.class,
      ReportPlanCommand.class,
      ReportRunCommand.class,
      ReportSearchCommand.class,
      ReportCompareCommand.class
    },
    synopsisSubcommandLabel = "(list | plan | run | search | compare)")
final class ReportCommand {}
