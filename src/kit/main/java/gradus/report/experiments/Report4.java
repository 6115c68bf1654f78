package gradus.report.experiments;

import static gradus.report.Quantity.GAP;
import static gradus.report.Quantity.VALIDATION_ACCURACY;

import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.model.ResNet;
import gradus.report.Claim;
import gradus.report.DataSource;
import gradus.report.Experiment;
import gradus.report.ExperimentRow;
import gradus.report.OpenChoice;
import gradus.report.Recipe;
import gradus.report.Settings;
import gradus.report.SplitRule;
import gradus.report.Substitute;
import java.util.List;
import java.util.function.Function;

/** R4: LeNet, AlexNet, ResNet and an ensemble, on MNIST and CIFAR-10. */
final class Report4 {
  private static final String WHICH_WAY = "which way an effect points at this size";
  private static final String HOW_LARGE =
      "how large it is at the report's, or whether it still points that way";

  private static final String AN_EIGHTH =
      "32×32 pixels, an eighth of the filters, a 32nd of the hidden columns, ";

  private static final Substitute THREE_FOLDS =
      new Substitute(
          "itself in 10 shuffled folds",
          "3 of 10 folds, consecutive images",
          "the report's networks on as many images",
          "the spread over all ten folds");

  private static final Substitute A_SIXTH =
      new Substitute(
          "itself on 60,000 images",
          "10,000 images, so a sixth of the steps",
          "which dropout is better after so many steps",
          "whether it is so after six times as many");

  private static final Substitute SMALL_ALEX =
      new Substitute(
          "N15 or N16 at 224×224, 60,000 images", AN_EIGHTH + "3,000 images", WHICH_WAY, HOW_LARGE);

  private static final String FEW_PHOTOS = "5,000 of 50,000 photographs, 15 epochs";

  /** N14 in the report's 10 folds. */
  private static final Recipe FOLDS =
      lenet("r4-lenet-1e-3-128", "N14: LeNet, sigmoid, softmax, dropout 0", 0)
          .split(SplitRule.fold(10))
          .rate(1e-3)
          .batch(128)
          .epochs(10)
          .substitute(THREE_FOLDS);

  private static final Recipe LENET =
      lenet("r4-lenet-dropout-0", "N14: LeNet, sigmoid, softmax, dropout 0", 0)
          .split(SplitRule.sample(10_000))
          .rate(5e-4)
          .batch(128)
          .epochs(30)
          .measuredEvery(5)
          .substitute(A_SIXTH);

  private static final Recipe ONE_SOFTMAX =
      LENET
          .named("r4-lenet-one-softmax")
          .network(
              "N14 without its softmax",
              initializer -> ScaledNetworks.n14WithoutSoftmax(1, 0, initializer));

  private static final Recipe ALEX =
      LENET.named("r4-alex").split(SplitRule.sample(3_000)).epochs(30).substitute(SMALL_ALEX);

  private static final Recipe PHOTO =
      Recipe.of(
              "r4-photo-lenet",
              "N14: LeNet, sigmoid, softmax",
              i -> ReportNetworks.n14(3, 0, i),
              DataSource.CIFAR_10)
          .split(SplitRule.sample(5_000))
          .preprocessing(Settings.STANDARDISED)
          .initialisation(Settings.XAVIER)
          .optimizer(Settings.ADAM)
          .rate(5e-4)
          .batch(128)
          .epochs(15)
          .measuredEvery(5)
          .substitute(standsFor("itself at 32×32", ""));

  private static final List<OpenChoice> OPEN =
      List.of(
          new OpenChoice("preprocessing", "pixel / 255; photographs standardised", "none is given"),
          new OpenChoice("weight decay", "none", "none is mentioned"),
          new OpenChoice(
              "which images make a fold",
              "consecutive ones",
              "the shuffle of its library cannot be had here, and MNIST lies in no order"),
          new OpenChoice(
              "MNIST for LeNet", "padded to 32×32", "its 576 inputs need it: 28×28 gives 400"));
  private static final OpenChoice SETTINGS =
      new OpenChoice("settings on CIFAR-10", "Adam 5e-4, batch 128", "those of the part on MNIST");

  private Report4() {}

  static List<Experiment> experiments() {
    ExperimentRow best = ExperimentRow.of("LeNet_2: 1e-3, 128", FOLDS);
    ExperimentRow large =
        ExperimentRow.of("LeNet_1: 1e-3, 256", FOLDS.named("r4-lenet-1e-3-256").batch(256));
    ExperimentRow slow =
        ExperimentRow.of("LeNet_3: 5e-4, 128", FOLDS.named("r4-lenet-5e-4-128").rate(5e-4));
    ExperimentRow none = ExperimentRow.of("dropout 0", LENET);
    ExperimentRow fifth = ExperimentRow.of("dropout 0.2", dropout(0.2));
    ExperimentRow half = ExperimentRow.of("dropout 0.5", dropout(0.5));
    ExperimentRow scores = ExperimentRow.of("dropout 0, one softmax only", ONE_SOFTMAX);
    ExperimentRow alex = alex("dropout 0", "r4-alex-dropout-0", 0, false);
    ExperimentRow alexHalf = alex("dropout 0.5", "r4-alex-dropout-0.5", 0.5, false);
    ExperimentRow alexMost = alex("dropout 0.7", "r4-alex-dropout-0.7", 0.7, false);
    ExperimentRow normed = alex("BN, dropout 0", "r4-alex-bn", 0, true);
    ExperimentRow photoLenet = ExperimentRow.of("LeNet", PHOTO);
    ExperimentRow photoScores =
        photo(
            "LeNet with one softmax only",
            "r4-photo-lenet-one-softmax",
            "N14 without its softmax",
            i -> ScaledNetworks.n14WithoutSoftmax(3, 0, i),
            standsFor("not in the report", ""));
    ExperimentRow photoAlex =
        photo(
            "AlexNet / 8",
            "r4-photo-alex",
            "AlexNet / 8, dropout 0.5",
            i -> ScaledNetworks.alexNet(3, 0.5, false, i),
            standsFor("N15 AlexNet at 224×224", AN_EIGHTH));
    ExperimentRow deep =
        photo(
            "ResNet-14",
            "r4-photo-resnet-14",
            "ResNet-14",
            i -> ResNet.forCifar(2, i),
            standsFor(
                "N18 ResNet-50 at 224×224",
                "32×32 pixels, 14 layers without bottlenecks, from 16 filters, "));
    ExperimentRow shallow =
        photo(
            "ResNet-8",
            "r4-photo-resnet-8",
            "ResNet-8",
            i -> ResNet.forCifar(1, i),
            standsFor("N17 ResNet-18 at 224×224", "32×32 pixels, 8 layers, from 16 filters, "));
    ExperimentRow asOne =
        photo(
            "AverageNet, trained as one",
            "r4-photo-average",
            "mean of AlexNet / 8 and ResNet-8, trained as one",
            ScaledNetworks::mean,
            standsFor("N19, the mean of N15 and N17, at 224×224", "its two members as above, "));
    ExperimentRow apart =
        ExperimentRow.of(
            "the same two, trained apart",
            asOne
                .recipe()
                .named("r4-photo-apart")
                .network("mean of AlexNet / 8 and ResNet-8, trained apart", ScaledNetworks::mean)
                .apart()
                .substitute(standsFor("not in the report", "the same two members, ")));
    return List.of(
        Experiment.of("E4.1", "LeNet on MNIST: rate and batch, 10 folds")
            .rows(large, best, slow)
            .claims(
                Claim.more("LeNet_2 beats LeNet_1", best, large, VALIDATION_ACCURACY),
                Claim.more("LeNet_2 beats LeNet_3", best, slow, VALIDATION_ACCURACY))
            .open(OPEN)
            .flaw(
                "losses are summed over epochs without being cleared: the \"curve\" only grows",
                "only the last fold's network is tested")
            .remark("seed k takes fold k: three of the ten folds"),
        Experiment.of("E4.2", "LeNet on MNIST: dropout")
            .rows(none, fifth, half, scores)
            .claims(
                Claim.more("no dropout beats 0.2", none, fifth),
                Claim.more("no dropout beats 0.5", none, half),
                Claim.more("without the second softmax it learns more", scores, none))
            .open(OPEN)
            .flaw(
                "softmax twice: the loss cannot fall below ln(e + 9) − 1 = 1.4612",
                "a rate of 5e-4, although the folds have just preferred 1e-3"),
        Experiment.of("E4.3", "AlexNet on MNIST: dropout")
            .rows(alex, alexHalf, alexMost)
            .claims(
                Claim.more("0.5 beats 0", alexHalf, alex),
                Claim.more("0.5 beats 0.7", alexHalf, alexMost),
                Claim.less(
                    "with dropout 0.5 training runs less ahead of test", alexHalf, alex, GAP))
            .open(OPEN)
            .flaw("the test set validates when there are no folds"),
        Experiment.of("E4.4", "AlexNet on MNIST: batch norm or none")
            .rows(alex.after(15), normed.after(15))
            .claims(
                Claim.more("batch norm is faster", normed.after(1), alex.after(1)),
                Claim.less(
                    "with batch norm training runs less ahead of test",
                    normed.after(15),
                    alex.after(15),
                    GAP))
            .open(OPEN),
        Experiment.of("E4.5", "CIFAR-10: LeNet against AlexNet")
            .rows(photoLenet, photoScores, photoAlex)
            .claims(
                Claim.more("AlexNet is much better", photoAlex, photoLenet),
                Claim.more("it is also better than LeNet with one softmax", photoAlex, photoScores))
            .open(OPEN)
            .open(SETTINGS)
            .flaw("LeNet carries its second softmax and sigmoids into the comparison"),
        Experiment.of("E4.6", "CIFAR-10: ResNet, AlexNet, LeNet")
            .rows(deep, photoAlex, photoLenet)
            .claims(
                Claim.more("the residual network beats AlexNet", deep, photoAlex),
                Claim.more("and LeNet", deep, photoLenet))
            .open(OPEN)
            .open(SETTINGS),
        Experiment.of("E4.7", "CIFAR-10: ResNet, AlexNet and their mean")
            .rows(shallow, photoAlex, asOne, apart)
            .claims(
                Claim.more("the ensemble helps", asOne, shallow),
                Claim.alike("the ensemble and the residual network are close", asOne, shallow),
                Claim.more("the ensemble beats AlexNet", asOne, photoAlex),
                Claim.more("trained apart it helps", apart, shallow),
                Claim.more("apart is better than as one", apart, asOne))
            .open(OPEN)
            .open(SETTINGS)
            .flaw("trained through its mean it is one network, not an ensemble"));
  }

  private static Recipe lenet(String name, String title, double zeroing) {
    return Recipe.of(name, title, i -> ReportNetworks.n14(1, zeroing, i), DataSource.PADDED_MNIST)
        .preprocessing(Settings.UNIT)
        .initialisation(Settings.XAVIER)
        .optimizer(Settings.ADAM);
  }

  private static Recipe dropout(double zeroing) {
    return LENET
        .named("r4-lenet-dropout-" + zeroing)
        .network(
            "N14: LeNet, sigmoid, softmax, dropout " + zeroing,
            i -> ReportNetworks.n14(1, zeroing, i));
  }

  private static ExperimentRow alex(String setting, String name, double zeroing, boolean norm) {
    return ExperimentRow.of(
        setting,
        ALEX.named(name)
            .network(
                "AlexNet / 8, dropout " + zeroing + (norm ? ", BN before ReLU" : ""),
                i -> ScaledNetworks.alexNet(1, zeroing, norm, i)));
  }

  private static ExperimentRow photo(
      String setting,
      String name,
      String title,
      Function<Initializer, Network> maker,
      Substitute substitute) {
    return ExperimentRow.of(
        setting, PHOTO.named(name).network(title, maker).substitute(substitute));
  }

  private static Substitute standsFor(String original, String scaled) {
    return new Substitute(original, scaled + FEW_PHOTOS, WHICH_WAY, HOW_LARGE);
  }
}
