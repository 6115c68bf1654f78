package gradus.report;

import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Optimizer;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How one network is trained, in the words of a report's table. A row of a table is the row above
 * it with one word changed: {@code base.named("batch-10").batch(10)}.
 *
 * @param name the name of the records that its runs leave
 * @param network makes the network with weights from an initializer
 * @param data the data set
 * @param split which images train, validate and test
 * @param preprocessing made from the training images
 * @param initialisation the initial weights
 * @param decay the weight decay, in one of its forms
 * @param optimizer makes a new optimizer for each run
 * @param rate the learning rate of each epoch, from 0
 * @param batch the number of images in a mini-batch
 * @param epochs the number of passes over the training images
 * @param augmentation of the training images
 * @param patience the number of epochs tolerated without a better validation accuracy; 0 to train
 *     to the end
 * @param membersApart whether the members of an averaged network learn from losses of their own
 *     rather than from the loss of their mean
 * @param measuredEvery the number of epochs from one measurement to the next
 * @param snapshot the part of the first run's network to keep for pictures
 * @param repetitions the number of seeds at most, where a run takes more than five minutes
 * @param substitute what it stands for, where the report's own run is beyond this machine
 */
public record Recipe(
    String name,
    Named<Function<Initializer, Network>> network,
    DataSource data,
    SplitRule split,
    Named<Function<Images, Preprocessing>> preprocessing,
    Named<BiFunction<Precision, Seed, Initializer>> initialisation,
    WeightDecay decay,
    Named<Supplier<Optimizer>> optimizer,
    Schedule rate,
    int batch,
    int epochs,
    AugmentationSpec augmentation,
    int patience,
    boolean membersApart,
    int measuredEvery,
    Snapshot snapshot,
    int repetitions,
    Optional<Substitute> substitute) {
  /** A recipe with the defaults that stand here. */
  public static Recipe of(
      String name, String title, Function<Initializer, Network> network, DataSource data) {
    return new Recipe(
        name,
        new Named<>(title, network),
        data,
        SplitRule.fiveToOne(),
        Settings.UNIT,
        Settings.HE,
        WeightDecay.none(),
        Settings.SGD,
        Schedule.constant(1e-2),
        100,
        1,
        AugmentationSpec.none(),
        0,
        false,
        1,
        Snapshot.none(),
        Integer.MAX_VALUE,
        Optional.empty());
  }

  /** The same recipe under another name, to be changed. */
  public Recipe named(String other) {
    return with("name", other);
  }

  /** Another network, by the title that a table shows. */
  public Recipe network(String title, Function<Initializer, Network> other) {
    return with("network", new Named<>(title, other));
  }

  /** Another split. */
  public Recipe split(SplitRule other) {
    return with("split", other);
  }

  /** Another preprocessing. */
  public Recipe preprocessing(Named<Function<Images, Preprocessing>> other) {
    return with("preprocessing", other);
  }

  /** Other initial weights. */
  public Recipe initialisation(Named<BiFunction<Precision, Seed, Initializer>> other) {
    return with("initialisation", other);
  }

  /** Another weight decay. */
  public Recipe decay(WeightDecay other) {
    return with("decay", other);
  }

  /** Another optimizer. */
  public Recipe optimizer(Named<Supplier<Optimizer>> other) {
    return with("optimizer", other);
  }

  /** A constant learning rate. */
  public Recipe rate(double constant) {
    return rate(Schedule.constant(constant));
  }

  /** Another learning rate for each epoch, from 0. */
  public Recipe rate(Schedule other) {
    return with("rate", other);
  }

  /** Another batch size. */
  public Recipe batch(int images) {
    return with("batch", images);
  }

  /** Another number of epochs. */
  public Recipe epochs(int count) {
    return with("epochs", count);
  }

  /** Another augmentation. */
  public Recipe augmentation(AugmentationSpec other) {
    return with("augmentation", other);
  }

  /** Early stopping with this patience. */
  public Recipe patience(int epochsWithoutGain) {
    return with("patience", epochsWithoutGain);
  }

  /** The members of an averaged network learn apart. */
  public Recipe apart() {
    return with("membersApart", true);
  }

  /** Measured after the first epoch, after every {@code count} epochs and after the last. */
  public Recipe measuredEvery(int count) {
    return with("measuredEvery", count);
  }

  /** Another part of the network is kept. */
  public Recipe snapshot(Snapshot other) {
    return with("snapshot", other);
  }

  /** At most this number of seeds. */
  public Recipe repetitions(int most) {
    return with("repetitions", most);
  }

  /** It stands for another run. */
  public Recipe substitute(Substitute other) {
    return with("substitute", Optional.of(other));
  }

  /** The same record with one component changed. */
  private Recipe with(String component, Object value) {
    try {
      RecordComponent[] components = Recipe.class.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] =
            components[i].getName().equals(component)
                ? value
                : components[i].getAccessor().invoke(this);
      }
      return Recipe.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a recipe has no component " + component, e);
    }
  }

  /** The number of training images in an epoch, of a published set. */
  int trainingImages() {
    return augmentation.factor() * split.training();
  }

  boolean isMeasuredAfter(int epoch) {
    return epoch <= 1 || epoch % measuredEvery == 0 || epoch >= epochs;
  }

  /** A new network in single precision. */
  public Network build(Seed seed) {
    return network.value().apply(initialisation.value().apply(Precision.SINGLE, seed));
  }

  /** The settings as the rows of a table, in a fixed order; a record with others is stale. */
  public SequencedMap<String, String> settings() {
    var rows = new LinkedHashMap<String, String>();
    rows.put("network", network.name());
    rows.put("data", data.toString());
    rows.put("split", split.name());
    rows.put("preprocessing", preprocessing.name());
    rows.put("initialisation", initialisation.name());
    rows.put("loss", new SoftmaxCrossEntropy() + (membersApart ? " of each member" : ""));
    rows.put("weight decay", decay.strength() == 0 ? "none" : decay.toString());
    rows.put("optimizer", optimizer.name());
    rows.put("learning rate", rate + " (lengths in epochs)");
    rows.put("batch", Integer.toString(batch));
    rows.put("epochs", Integer.toString(epochs));
    rows.put("augmentation", augmentation.name());
    rows.put("early stopping", patience == 0 ? "none" : "patience " + patience);
    return rows;
  }

  @Override
  public String toString() {
    return name + " " + settings();
  }
}
