package gradus.report.experiments;

import static gradus.optimizer.WeightDecay.halfSquare;
import static gradus.report.Quantity.GAP;
import static gradus.report.Quantity.LAST_BATCH_ACCURACY;
import static gradus.report.Quantity.TEST_ACCURACY;
import static gradus.report.Quantity.TRAINING_ACCURACY;
import static gradus.report.Quantity.VALIDATION_ACCURACY;
import static gradus.report.Reported.seconds;
import static gradus.report.Reported.validation;

import gradus.data.Augmentation;
import gradus.layer.Initializer;
import gradus.optimizer.Schedule;
import gradus.report.AugmentationSpec;
import gradus.report.Claim;
import gradus.report.DataSource;
import gradus.report.Experiment;
import gradus.report.ExperimentRow;
import gradus.report.Named;
import gradus.report.OpenChoice;
import gradus.report.Recipe;
import gradus.report.Reported;
import gradus.report.Settings;
import gradus.report.SplitRule;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** R0: fully connected networks and LeNets on CIFAR-10, with a library of one's own. */
final class Report0 {
  /** The report's validation accuracies are multiples of 0.001. */
  private static final int VALIDATED = 1_000;

  /** Its test accuracies are too: a tenth of the published test images. */
  private static final int TESTED = 1_000;

  /** Its mini-batch, on which it measures what it calls training accuracy. */
  private static final int BATCH = 98;

  private static final String ONE_BATCH = "the accuracy on one mini-batch of 98, in training mode";

  /** N6, 20 epochs of 500 steps: the report's 6,000 steps are 12 of them. */
  static final Recipe N6 =
      Recipe.of(
              "r0-n6-decaying",
              "N6: conv 32-64 k5, ReLU, maxpool 2, 1600-400-80-10",
              ReportNetworks::n6,
              DataSource.CIFAR_10)
          .split(SplitRule.cs231n())
          .preprocessing(Settings.MEAN_IMAGE)
          .initialisation(Settings.gaussian(0.01))
          .decay(halfSquare(1e-3))
          .optimizer(Settings.SGD)
          .rate(Schedule.step(1e-2, 1, 0.95))
          .batch(BATCH)
          .epochs(20)
          .repetitions(1);

  /** The same at a constant rate. */
  private static final Recipe CONSTANT = N6.named("r0-n6").rate(1e-2);

  /** The usual initial weights for ReLU; the losses that the report prints rule them out. */
  private static final Recipe STANDARDISED =
      CONSTANT
          .named("r0-n6-standardised")
          .preprocessing(Settings.STANDARDISED)
          .initialisation(Settings.HE);

  /** N6 with what the report's last page names as missing. */
  static final Recipe REPAIRED =
      STANDARDISED
          .named("r0-n6-repaired")
          .network(
              "N6 with batch norm after each map but the last", ScaledNetworks::n6WithBatchNorm)
          .optimizer(Settings.momentum(0.9))
          .decay(halfSquare(5e-4))
          .rate(Schedule.cosine(0.05, 20))
          .augmentation(
              AugmentationSpec.everyEpoch(
                  "each epoch anew: mirrored (p 0.5), cut out of 2 pixels of margin",
                  Augmentation.flip().withProbability(0.5).then(Augmentation.crop(2))));

  private static final Recipe DENSE =
      STANDARDISED.named("r0-dense").batch(100).epochs(12).repetitions(Integer.MAX_VALUE);

  private static final Recipe SHALLOW = hidden(100).recipe();
  private static final Recipe PLAIN =
      deep("r0-5-layers-slow", "none", 100, 100, 100, 100).rate(1e-3);
  private static final Recipe BEFORE =
      deep("r0-5-layers-bn-before", "before", 100, 100, 100, 100).rate(1e-3);
  private static final Recipe AFTER =
      deep("r0-5-layers-bn-after", "after", 100, 100, 100, 100).rate(1e-3);

  private static final Recipe N5 =
      STANDARDISED
          .named("r0-n5")
          .repetitions(3)
          .network("N5: conv 16-32 k5, ReLU, maxpool 2, 800-120-84-10", ReportNetworks::n5)
          .epochs(12);

  private static final List<OpenChoice> OPEN =
      List.of(
          new OpenChoice(
              "preprocessing",
              "E0.7, E0.8: pixels less the mean image; others: each channel standardised",
              "the first is CS231n's; with which weights it can be trained at all shows E0.6"),
          new OpenChoice(
              "initial weights",
              "E0.7, E0.8: Gaussian 0.01; others: Gaussian √(2/n)",
              "the losses that the report prints leave no room for larger weights"),
          new OpenChoice("update rule", "SGD", "its library has no other"),
          new OpenChoice(
              "decay of the rate",
              "E0.7, E0.8: ×0.95 after each epoch; others: none",
              "the CS231n solver's; rows at a constant rate stand beside it"),
          new OpenChoice("form of the decay", "½λ‖W‖²", "that of the CS231n code it copies"),
          new OpenChoice(
              "split",
              "49,000 / 1,000 / 10,000",
              "6,000 steps of 98 are 12.0 epochs of 49,000; we test on all 10,000 images"));

  private static final OpenChoice DENSE_SETTINGS =
      new OpenChoice(
          "batch, epochs, rate and decay of the fully connected networks",
          "100; 12; 1e-2 (E0.3, E0.4: 1e-3, which the report gives); 1e-3",
          "rate and decay are those of its table, the epochs those of E0.7");

  private Report0() {}

  static List<Experiment> experiments() {
    return Stream.of(dense(), convolutional()).flatMap(List::stream).toList();
  }

  private static List<Experiment> dense() {
    ExperimentRow two = ExperimentRow.of("2 layers", SHALLOW);
    ExperimentRow three = ExperimentRow.of("3 layers", deep("r0-3-layers", "none", 100, 100));
    ExperimentRow five =
        ExperimentRow.of("5 layers", deep("r0-5-layers", "none", 100, 100, 100, 100));
    ExperimentRow plain = ExperimentRow.of("5 layers without", PLAIN);
    ExperimentRow before = ExperimentRow.of("5 layers, before ReLU", BEFORE);
    ExperimentRow after = ExperimentRow.of("5 layers, after ReLU", AFTER);
    ExperimentRow twoPlain =
        ExperimentRow.of("2 layers without", SHALLOW.named("r0-2-layers-slow").rate(1e-3));
    ExperimentRow twoNormed =
        ExperimentRow.of("2 layers, before ReLU", deep("r0-2-layers-bn", "before", 100).rate(1e-3));
    return List.of(
        Experiment.of("E0.1", "Figure 1: hidden width of a 2-layer network")
            .rows(
                hidden(5),
                hidden(10),
                ExperimentRow.of("H = 20", hidden(20).recipe(), validation(45, VALIDATED)),
                hidden(50),
                hidden(100),
                hidden(200),
                hidden(500),
                ExperimentRow.of(
                    "H = 1000", hidden(1000).recipe(), new Reported(TRAINING_ACCURACY, 1, 0)))
            .claims(
                Claim.more(
                    "fewer than 50 nodes underfit", hidden(50), hidden(20), VALIDATION_ACCURACY),
                Claim.more(
                    "many nodes overfit: training runs ahead of test",
                    hidden(1000),
                    hidden(50),
                    GAP),
                Claim.noMore(
                        "beyond 200 nodes validation gains no more",
                        hidden(1000),
                        hidden(200),
                        VALIDATION_ACCURACY)
                    .within(Claim.TWO_POINTS))
            .open(OPEN)
            .open(DENSE_SETTINGS)
            .open("widths", "5 to 1000", "figure 1 names 20 and 50 only"),
        Experiment.of("E0.2", "Figure 2: number of fully connected layers")
            .rows(
                two,
                three,
                ExperimentRow.of("4 layers", deep("r0-4-layers", "none", 100, 100, 100)),
                five,
                ExperimentRow.of(
                    "5 layers at three times the rate",
                    five.recipe().named("r0-5-layers-fast").rate(3e-2)))
            .claims(
                Claim.more("a third layer gains a little", three, two, VALIDATION_ACCURACY),
                Claim.noMore("beyond three nothing is gained", five, three, VALIDATION_ACCURACY)
                    .within(Claim.TWO_POINTS))
            .open(OPEN)
            .open(DENSE_SETTINGS)
            .open("widths", "100 each", "none are given")
            .flaw("the rate was raised for deeper networks, so depth is not what differs"),
        Experiment.of("E0.3", "Figure 3: batch norm or none, rate 1e-3")
            .rows(plain, before, twoPlain, twoNormed)
            .claims(
                Claim.more(
                    "5 layers: with batch norm two epochs reach more",
                    before.after(2),
                    plain.after(2),
                    VALIDATION_ACCURACY),
                Claim.noMore(
                        "2 layers: with batch norm nothing is gained",
                        twoNormed,
                        twoPlain,
                        VALIDATION_ACCURACY)
                    .within(Claim.TWO_POINTS))
            .open(OPEN)
            .open(DENSE_SETTINGS)
            .open("widths", "100 each", "none are given"),
        Experiment.of("E0.4", "Batch norm before or after the activation")
            .rows(plain, before, after)
            .claims(
                Claim.more(
                    "after the activation is far better than none",
                    after,
                    plain,
                    VALIDATION_ACCURACY),
                Claim.more(
                    "before the activation is far better than none",
                    before,
                    plain,
                    VALIDATION_ACCURACY),
                Claim.more(
                    "after is ahead early", after.after(1), before.after(1), VALIDATION_ACCURACY),
                Claim.more("before is ahead late", before, after, VALIDATION_ACCURACY))
            .open(OPEN)
            .open(DENSE_SETTINGS)
            .open("widths", "100 each", "none are given")
            .remark("the report shows one run of each and no number"));
  }

  /** Three epochs at one of the rates that are compared on the validation images. */
  private static ExperimentRow tried(double rate) {
    return ExperimentRow.of(
        "3 epochs of it from rate " + rate,
        REPAIRED
            .named("r0-n6-repaired-" + rate)
            .rate(Schedule.cosine(rate, 3))
            .epochs(3)
            .repetitions(3));
  }

  private static List<Experiment> convolutional() {
    ExperimentRow lenet =
        ExperimentRow.of(
            "N4, 6,000 steps",
            STANDARDISED
                .named("r0-n4")
                .repetitions(3)
                .network("N4: conv 6-16 k5, ReLU, maxpool 2, 400-120-84-10", ReportNetworks::n4)
                .epochs(12),
            validation(45, VALIDATED));
    ExperimentRow wider =
        ExperimentRow.of("standardised, Gaussian √(2/n)", N5, validation(65, VALIDATED));
    ExperimentRow diverging =
        scale(
            "raw pixels less mean, Gaussian √(2/n)",
            "he",
            Settings.HE,
            4,
            validation(10, VALIDATED));
    ExperimentRow dense =
        ExperimentRow.of(
            "5 fully connected layers", deep("r0-5-layers", "none", 100, 100, 100, 100));
    ExperimentRow repaired =
        ExperimentRow.of(
            "with batch norm, momentum, cosine from 0.1, mirrored and cut",
            REPAIRED.named("r0-n6-repaired-chosen").rate(Schedule.cosine(0.1, 20)));
    ExperimentRow whole =
        ExperimentRow.of(
            "10,000 steps",
            N6,
            validation(73, VALIDATED),
            new Reported(TEST_ACCURACY, 0.708, TESTED),
            new Reported(LAST_BATCH_ACCURACY, 1, BATCH),
            new Reported(TRAINING_ACCURACY, 1, BATCH).flawed(ONE_BATCH),
            seconds(144 * 60));
    return List.of(
        Experiment.of("E0.5", "LeNet with 6 and 16 filters")
            .rows(lenet)
            .claims(
                Claim.more(
                    "it is worse than a fully connected network",
                    dense,
                    lenet,
                    VALIDATION_ACCURACY))
            .open(OPEN)
            .open("steps and rate", "as in E0.7", "none are given"),
        Experiment.of("E0.6", "LeNet with 16 and 32 filters: the scale of the weights")
            .rows(
                diverging,
                scale("raw pixels less mean, Gaussian 0.1", "0.1", Settings.gaussian(0.1), 4),
                scale("raw pixels less mean, Gaussian 0.01", "0.01", Settings.gaussian(0.01), 12),
                scale("raw pixels less mean, Gaussian 0.001", "0.001", Settings.gaussian(0.001), 4),
                wider)
            .claims(
                Claim.more(
                    "with too large weights it does not learn",
                    wider,
                    diverging,
                    VALIDATION_ACCURACY),
                Claim.more(
                    "once it learns, it is better than a fully connected network",
                    wider,
                    dense,
                    VALIDATION_ACCURACY))
            .open(OPEN)
            .remark("the runs that do not learn last 4 epochs: enough to see it")
            .open(
                "the weights' scale, before and after",
                "five, with pixels as CS231n leaves them and standardised",
                "the report gives neither"),
        Experiment.of("E0.7", "N6 after 6,000 steps")
            .rows(
                new ExperimentRow(
                    "6,000 steps",
                    N6,
                    12,
                    List.of(
                        validation(70, VALIDATED),
                        new Reported(TEST_ACCURACY, 0.686, TESTED),
                        new Reported(LAST_BATCH_ACCURACY, 0.959184, BATCH),
                        new Reported(TRAINING_ACCURACY, 0.959184, BATCH).flawed(ONE_BATCH),
                        seconds(80 * 60))),
                new ExperimentRow("at a constant rate", CONSTANT, 12, List.of()),
                new ExperimentRow(
                    "at a constant rate, standardised, Gaussian √(2/n)",
                    STANDARDISED,
                    12,
                    List.of()))
            .open(OPEN)
            .flaw("\"training accuracy\" is that of one mini-batch of 98, in training mode"),
        Experiment.of("E0.8", "N6 after 10,000 steps")
            .rows(
                whole,
                ExperimentRow.of("at a constant rate", CONSTANT),
                ExperimentRow.of("at a constant rate, standardised, Gaussian √(2/n)", STANDARDISED),
                tried(0.02),
                tried(0.05),
                tried(0.1),
                ExperimentRow.of("20 epochs of it from rate 0.05", REPAIRED),
                repaired)
            .claims(Claim.more("what the report names as missing helps", repaired, whole))
            .open(OPEN)
            .flaw("\"training accuracy\" is that of one mini-batch of 98, in training mode")
            .remark(
                "figures 5 and 6 show 6,000 steps, the table says 10,000",
                "three rates of the repaired network are tried for three epochs and compared on the"
                    + " validation images, which prefer 0.1; two of them are run to the end"));
  }

  private static ExperimentRow hidden(int width) {
    return ExperimentRow.of(
        "H = " + width,
        DENSE
            .named("r0-hidden-" + width)
            .network(
                "3072-%d-10, ReLU".formatted(width),
                initializer -> ReportNetworks.n1(width, initializer)));
  }

  private static ExperimentRow scale(
      String setting,
      String name,
      Named<BiFunction<Precision, Seed, Initializer>> weights,
      int epochs,
      Reported... reported) {
    return ExperimentRow.of(
        setting,
        N5.named("r0-n5-raw-" + name)
            .preprocessing(Settings.MEAN_IMAGE)
            .initialisation(weights)
            .epochs(epochs),
        reported);
  }

  /** Fully connected with these hidden widths and batch norm before, after or none. */
  private static Recipe deep(String name, String norm, int... hidden) {
    int[] widths = Arrays.copyOf(hidden, hidden.length + 1);
    widths[hidden.length] = 10;
    String layers = "3072-%s-10, ReLU".formatted(join(hidden));
    Recipe recipe = DENSE.named(name);
    return switch (norm) {
      case "before" -> recipe.network(layers + ", BN before", i -> ReportNetworks.n3(i, widths));
      case "after" -> recipe.network(layers + ", BN after", i -> ReportNetworks.n3After(i, widths));
      default -> recipe.network(layers, i -> ReportNetworks.n2(i, widths));
    };
  }

  private static String join(int... widths) {
    return String.join("-", Arrays.stream(widths).mapToObj(Integer::toString).toList());
  }
}
