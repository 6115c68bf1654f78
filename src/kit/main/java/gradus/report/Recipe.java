package gradus.report;

import gradus.layer.Network;
import gradus.loss.Loss;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How one network is trained, in the words of a report's table.
 *
 * <p>Immutable: each word gives another recipe, so that a row of a table is the row above with one
 * word changed. The name is the name of the records that its runs leave.
 */
public final class Recipe {
  private final String name;
  private final Architecture network;
  private final DataSource data;
  private SplitRule split = SplitRule.fiveToOne();
  private Scaling preprocessing = Scaling.UNIT;
  private InitScheme initialisation = InitScheme.he();
  private WeightDecay decay = WeightDecay.none();
  private Rule optimizer = Rule.sgd();
  private Schedule rate = Schedule.constant(1e-2);
  private int batch = 100;
  private int epochs = 1;
  private AugmentationSpec augmentation = AugmentationSpec.none();
  private int patience;
  private Loss loss = new SoftmaxCrossEntropy();
  private int measured = 1;
  private Snapshot keepsake = Snapshot.nothing();
  private int repetitions = Integer.MAX_VALUE;
  private Optional<Substitute> substitute = Optional.empty();

  private Recipe(String name, Architecture network, DataSource data) {
    this.name = name;
    this.network = network;
    this.data = data;
  }

  private Recipe(String name, Architecture network, Recipe like) {
    this(name, network, like.data);
    split = like.split;
    preprocessing = like.preprocessing;
    initialisation = like.initialisation;
    decay = like.decay;
    optimizer = like.optimizer;
    rate = like.rate;
    batch = like.batch;
    epochs = like.epochs;
    augmentation = like.augmentation;
    patience = like.patience;
    loss = like.loss;
    measured = like.measured;
    keepsake = like.keepsake;
    repetitions = like.repetitions;
    substitute = like.substitute;
  }

  /** A network of this kind on these data, all else as it stands in this class until said. */
  public static Recipe of(String name, Architecture network, DataSource data) {
    return new Recipe(name, network, data);
  }

  /** All the same under another name, to be changed. */
  public Recipe named(String other) {
    return new Recipe(other, network, this);
  }

  /** Another network. */
  public Recipe network(Architecture other) {
    return new Recipe(name, other, this);
  }

  /** Who trains, validates and tests. */
  public Recipe split(SplitRule division) {
    Recipe next = named(name);
    next.split = division;
    return next;
  }

  /** How pixels become numbers. */
  public Recipe preprocessing(Scaling scaling) {
    Recipe next = named(name);
    next.preprocessing = scaling;
    return next;
  }

  /** How weights start. */
  public Recipe initialisation(InitScheme start) {
    Recipe next = named(name);
    next.initialisation = start;
    return next;
  }

  /** What keeps weights small, in which of its meanings. */
  public Recipe decay(WeightDecay form) {
    Recipe next = named(name);
    next.decay = form;
    return next;
  }

  /** The update rule. */
  public Recipe optimizer(Rule rule) {
    Recipe next = named(name);
    next.optimizer = rule;
    return next;
  }

  /** The same learning rate always. */
  public Recipe rate(double constant) {
    return rate(Schedule.constant(constant));
  }

  /** The learning rate of each epoch, from 0. */
  public Recipe rate(Schedule epochs) {
    Recipe next = named(name);
    next.rate = epochs;
    return next;
  }

  /** Images in a mini-batch. */
  public Recipe batch(int images) {
    Recipe next = named(name);
    next.batch = images;
    return next;
  }

  /** How often each training image is seen. */
  public Recipe epochs(int count) {
    Recipe next = named(name);
    next.epochs = count;
    return next;
  }

  /** What is done to the training images. */
  public Recipe augmentation(AugmentationSpec growth) {
    Recipe next = named(name);
    next.augmentation = growth;
    return next;
  }

  /** Stop when so many epochs brought no better validation accuracy. */
  public Recipe patience(int epochsWithoutGain) {
    Recipe next = named(name);
    next.patience = epochsWithoutGain;
    return next;
  }

  /** What is made small. */
  public Recipe loss(Loss other) {
    Recipe next = named(name);
    next.loss = other;
    return next;
  }

  /** Measure after the first, after every so many and after the last epoch. */
  public Recipe measuredEvery(int count) {
    Recipe next = named(name);
    next.measured = count;
    return next;
  }

  /** What to keep of the network for pictures. */
  public Recipe keepsake(Snapshot kept) {
    Recipe next = named(name);
    next.keepsake = kept;
    return next;
  }

  /** At most so many seeds, where a run takes more than five minutes. */
  public Recipe repetitions(int most) {
    Recipe next = named(name);
    next.repetitions = most;
    return next;
  }

  /** What it stands for, where the report's own run is beyond this machine. */
  public Recipe substitute(Substitute other) {
    Recipe next = named(name);
    next.substitute = Optional.of(other);
    return next;
  }

  /** What its records are called. */
  public String name() {
    return name;
  }

  DataSource data() {
    return data;
  }

  SplitRule split() {
    return split;
  }

  Scaling preprocessing() {
    return preprocessing;
  }

  WeightDecay decay() {
    return decay;
  }

  Rule optimizer() {
    return optimizer;
  }

  Schedule rate() {
    return rate;
  }

  /** How many images a step sees. */
  public int batch() {
    return batch;
  }

  /** How many epochs it lasts. */
  public int epochs() {
    return epochs;
  }

  int patience() {
    return patience;
  }

  Snapshot keepsake() {
    return keepsake;
  }

  int repetitions() {
    return repetitions;
  }

  /** What it stands for; empty where it is the report's own run. */
  public Optional<Substitute> substitute() {
    return substitute;
  }

  AugmentationSpec augmentation() {
    return augmentation;
  }

  Loss loss() {
    return loss;
  }

  /** On how many images it is trained in an epoch, of a published set. */
  int trainingImages() {
    return augmentation.factor() * split.training();
  }

  boolean isMeasuredAfter(int epoch) {
    return epoch <= 1 || epoch % measured == 0 || epoch >= epochs;
  }

  /** A new network in single precision. */
  public Network build(Seed seed) {
    return network.maker().apply(initialisation.rule().apply(Precision.SINGLE, seed));
  }

  /** The recipe as the rows of a table, in a fixed order. */
  public SequencedMap<String, String> settings() {
    var rows = new LinkedHashMap<String, String>();
    rows.put("network", network.name());
    rows.put("data", data.toString());
    rows.put("split", split.name());
    rows.put("preprocessing", preprocessing.toString());
    rows.put("initialisation", initialisation.name());
    rows.put("loss", loss().toString());
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
