package gradus.report.experiments;

import static gradus.report.Reported.seconds;
import static gradus.report.Reported.test;
import static gradus.report.Reported.validation;

import gradus.optimizer.Schedule;
import gradus.report.Claim;
import gradus.report.DataSource;
import gradus.report.Experiment;
import gradus.report.ExperimentRow;
import gradus.report.OpenChoice;
import gradus.report.Quantity;
import gradus.report.Recipe;
import gradus.report.Settings;
import gradus.report.Snapshot;
import gradus.report.SplitRule;
import java.util.List;

/** R2: fully connected layers with batch norm and without biases, on MNIST. */
final class Report2 {
  /** The settings that the report's tables share; a row says what differs. */
  static final Recipe HEADLINE =
      Recipe.of(
              "r2-300-150-momentum-100",
              title(300, 150),
              i -> ReportNetworks.n11(i, 300, 150),
              DataSource.MNIST)
          .split(SplitRule.fiveToOne())
          .preprocessing(Settings.UNIT)
          .initialisation(Settings.HE)
          .optimizer(Settings.momentum(0.9))
          .rate(Schedule.halving(0.01, 2))
          .batch(100)
          .epochs(10)
          .snapshot(Snapshot.predictions(10, 10));

  private static final Recipe TEN = HEADLINE.named("r2-300-150-momentum-10").batch(10);
  private static final Recipe ADAM = TEN.named("r2-300-150-adam-10").optimizer(Settings.ADAM);
  private static final Recipe RMSPROP =
      TEN.named("r2-300-150-rmsprop-10").optimizer(Settings.RMSPROP);
  private static final Recipe SGD = TEN.named("r2-300-150-sgd-10").optimizer(Settings.SGD);

  private static final List<OpenChoice> OPEN =
      List.of(
          new OpenChoice(
              "size of the validation set",
              "10,000 of the 60,000 training images",
              "as in R3; with fewer, two rows could not be told apart"),
          new OpenChoice("preprocessing", "pixel / 255", "the only one that a report names (R3)"),
          new OpenChoice(
              "initial weights",
              "Gaussian √(2/n)",
              "for ReLU; batch norm makes the scale harmless"),
          new OpenChoice(
              "weight decay",
              "none",
              "a coefficient of regularisation is mentioned, but neither its value nor its use"),
          new OpenChoice(
              "batch norm's momentum, ε and start",
              "0.1 for the newest batch, 1e-5, mean 0 and variance 1",
              "the usual ones"));

  private Report2() {}

  static List<Experiment> experiments() {
    ExperimentRow ten =
        ExperimentRow.of("batch 10", TEN, validation(93.85, 10_000), test(96.02), seconds(4583));
    ExperimentRow hundred =
        ExperimentRow.of(
            "batch 100", HEADLINE, validation(97.40, 10_000), test(97.33), seconds(1158));
    ExperimentRow twoHundred =
        ExperimentRow.of(
            "batch 200",
            HEADLINE.named("r2-300-150-momentum-200").batch(200),
            validation(97.08, 10_000),
            test(96.72),
            seconds(521));
    ExperimentRow adam =
        ExperimentRow.of("Adam", ADAM, validation(92.53, 10_000), test(94.90), seconds(4974));
    ExperimentRow momentum =
        ExperimentRow.of("Momentum", TEN, validation(93.85, 10_000), test(96.02), seconds(4583));
    ExperimentRow rmsProp =
        ExperimentRow.of("RMSProp", RMSPROP, validation(92.95, 10_000), test(95.76), seconds(5506));
    ExperimentRow sgd =
        ExperimentRow.of("SGD", SGD, validation(93.56, 10_000), test(96.22), seconds(4473));
    ExperimentRow deep = width("100, 30", 94.76, 94.03, 490, 100, 30);
    ExperimentRow wide = width("500", 97.40, 96.98, 1436, 500);
    ExperimentRow narrow = width("100", 96.75, 96.10, 414, 100);
    return List.of(
        Experiment.of("E2.1", "The headline: 300-150 with batch norm")
            .rows(
                ExperimentRow.of(
                    "300, 150", HEADLINE, validation(97.40, 10_000), test(97.33), seconds(1158)))
            .open(OPEN),
        Experiment.of("E2.2", "Optimizer: Adam")
            .rows(
                adam,
                ExperimentRow.of(
                    "Adam at 0.001",
                    ADAM.named("r2-300-150-adam-10-slow").rate(Schedule.halving(0.001, 2))))
            .claims(
                Claim.more("at rate 0.01 Adam does worse than SGD", sgd, adam),
                Claim.more(
                    "a tenth of the rate helps Adam (the report suspects its settings)",
                    ExperimentRow.of(
                        "0.001",
                        ADAM.named("r2-300-150-adam-10-slow").rate(Schedule.halving(0.001, 2))),
                    adam))
            .open(OPEN)
            .open("learning rate of each optimizer", "0.01 for all", "the text names no other")
            .flaw("one rate is named for rules whose steps differ tenfold at the same rate"),
        Experiment.of("E2.3", "Optimizer: momentum").rows(momentum).open(OPEN),
        Experiment.of("E2.4", "Optimizer: RMSProp")
            .rows(
                rmsProp,
                ExperimentRow.of(
                    "RMSProp at 0.001",
                    RMSPROP.named("r2-300-150-rmsprop-10-slow").rate(Schedule.halving(0.001, 2))))
            .open(OPEN)
            .open("learning rate", "0.01", "the text names no other")
            .flaw("one rate is named for rules whose steps differ tenfold at the same rate"),
        Experiment.of("E2.5", "Optimizer: SGD").rows(sgd).open(OPEN),
        Experiment.of("E2.6", "Batch 10")
            .rows(ten)
            .open(OPEN)
            .remark(
                "the report's validation accuracy is 2 points below its test accuracy here only"),
        Experiment.of("E2.7", "Batch 100")
            .rows(hundred)
            .claims(Claim.more("batch 100 beats 10", hundred, ten))
            .open(OPEN),
        Experiment.of("E2.8", "Batch 200")
            .rows(twoHundred)
            .claims(
                Claim.more(
                    "batch 100 beats 200, against \"larger batches are more robust\"",
                    hundred,
                    twoHundred))
            .open(OPEN),
        Experiment.of("E2.9", "Hidden widths 100, 30").rows(deep).open(OPEN),
        Experiment.of("E2.10", "Hidden width 500")
            .rows(wide)
            .claims(
                Claim.more(
                    "its parameters, more than those of 300-150, take longer",
                    wide,
                    hundred,
                    Quantity.SECONDS))
            .open(OPEN),
        Experiment.of("E2.11", "Hidden width 100")
            .rows(narrow)
            .claims(
                Claim.more(
                    "accuracy grows with the parameters: (100, 30) beats (100)", deep, narrow))
            .open(OPEN)
            .flaw("the report's own table refutes its sentence"),
        Experiment.of("E2.12", "Figure 10: four optimizers against time")
            .rows(adam.bare(), momentum.bare(), rmsProp.bare(), sgd.bare())
            .claims(
                Claim.noMore(
                    "Adam shows no advantage over SGD", adam, sgd, Quantity.VALIDATION_ACCURACY),
                Claim.noMore(
                    "RMSProp shows no advantage over SGD",
                    rmsProp,
                    sgd,
                    Quantity.VALIDATION_ACCURACY),
                Claim.more(
                    "after two epochs momentum is ahead of SGD",
                    momentum.after(2),
                    sgd.after(2),
                    Quantity.VALIDATION_ACCURACY))
            .open(OPEN)
            .open("learning rate of each optimizer", "0.01 for all", "the text names no other"),
        Experiment.of("E2.13", "Figure 3: ten random images and their predictions")
            .rows(ExperimentRow.of("300, 150", HEADLINE, test(97.33)))
            .open(OPEN)
            .remark(
                "the notebook names the images by number: pictures of MNIST are not ours to show"));
  }

  private static ExperimentRow width(
      String setting, double validation, double test, double seconds, int... hidden) {
    String name = "r2-" + setting.replace(", ", "-") + "-momentum-100";
    return ExperimentRow.of(
        setting,
        HEADLINE
            .named(name)
            .network(title(hidden), i -> ReportNetworks.n11(i, hidden))
            .snapshot(Snapshot.none()),
        validation(validation, 10_000),
        test(test),
        seconds(seconds));
  }

  private static String title(int... hidden) {
    StringBuilder name = new StringBuilder("784");
    for (int width : hidden) {
      name.append("-").append(width).append("-BN-ReLU");
    }
    return name.append("-10 without biases").toString();
  }
}
