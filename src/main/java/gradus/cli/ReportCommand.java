package gradus.cli;

import picocli.CommandLine.Command;

/** The command that shows and runs the reports' experiments. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Shows and runs the experiments of the five reports.",
    subcommands = {ReportListCommand.class, ReportRunCommand.class},
    synopsisSubcommandLabel = "(list | run)")
final class ReportCommand {}
