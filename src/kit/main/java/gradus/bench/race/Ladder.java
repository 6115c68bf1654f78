package gradus.bench.race;

import gradus.data.DataSet;
import gradus.data.Examples;
import gradus.data.Preprocessing;
import gradus.layer.Network;
import gradus.loss.Loss;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.report.Machine;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.training.Evaluation;
import gradus.training.History;
import gradus.training.TestTimeViews;

/**
 * From report R0's best network to that of the race, one change at a time, on one data set.
 *
 * @param set on whose training images the rungs are trained, and on whose test images measured
 */
public record Ladder(DataSet set) {
  /** Trains a rung and measures it. Runs of one seed differ in nothing but their seconds. */
  public RungRecord run(Rung rung, long seed) throws InterruptedException {
    Preprocessing preprocessing = rung.preprocessing(set.training());
    Examples training = Examples.of(set.training(), Precision.SINGLE, preprocessing);
    Examples test = Examples.of(set.test(), Precision.SINGLE, preprocessing);
    Clock clock = Clock.start();
    Network network = rung.network(set.training(), new Seed(seed));
    History history =
        rung.trainer(network, training.count(), new Seed(seed)).epochs(training, rung.epochs());
    double seconds = clock.seconds();
    double processorSeconds = clock.processorSeconds();
    Loss loss = new SoftmaxCrossEntropy();
    return new RungRecord(
        rung,
        seed,
        "%s (%s)".formatted(set.name(), set.origin()),
        training.count(),
        history.epochs().getLast().meanBatch().accuracy(),
        Evaluation.of(network, loss, test).accuracy(),
        Evaluation.of(new TestTimeViews(network, 1)::scores, loss, test).accuracy(),
        seconds,
        processorSeconds,
        Machine.current(1));
  }
}
