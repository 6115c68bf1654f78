package gradus.training;

import gradus.data.Npz;
import gradus.layer.Layer;
import gradus.layer.Parameters;
import gradus.optimizer.Optimizer;
import gradus.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The state of a run at one moment: weights and running statistics, the state of the optimizer, the
 * history, and its provenance.
 *
 * <p>Immutable: later steps do not change it. Its file is an {@code .npz}, which {@code numpy.load}
 * opens: {@code network.0.weight}, {@code optimizer.0.weight.mean}, {@code history.steps} and texts
 * such as {@code provenance.seed}. It is written atomically and loaded strictly: one message lists
 * all that is missing, unexpected or mis-shaped, and nothing is changed.
 */
public final class Checkpoint {
  private static final String NETWORK = "network.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String PROVENANCE = "provenance.";

  private final String name;
  private final Npz arrays;

  private Checkpoint(String name, Npz arrays) {
    this.name = name;
    this.arrays = arrays;
  }

  /** The weights and running statistics of a network, without a run. */
  public static Checkpoint of(Layer network) {
    return new Checkpoint("the checkpoint", with(Npz.empty(), NETWORK, network.parameters()));
  }

  static Checkpoint of(
      Layer network, Optimizer optimizer, History history, Map<String, String> provenance) {
    Parameters parameters = network.parameters();
    Npz npz = with(Npz.empty(), NETWORK, parameters);
    npz = with(npz, OPTIMIZER, optimizer.state(parameters));
    npz = HistoryArrays.write(npz, history);
    for (var entry : provenance.entrySet()) {
      npz = npz.with(PROVENANCE + entry.getKey(), entry.getValue());
    }
    return new Checkpoint("the checkpoint of step %,d".formatted(history.steps().size()), npz);
  }

  private static Npz with(Npz npz, String prefix, Parameters parameters) {
    for (var entry : parameters) {
      npz = npz.with(prefix + entry.getKey(), entry.getValue().value());
    }
    return npz;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if there is none, or it is damaged
   */
  public static Checkpoint read(Path file) throws IOException {
    return new Checkpoint(file.toString(), Npz.read(file));
  }

  /** Writes a file, in place of one that is there already. */
  public void write(Path file) throws IOException {
    arrays.write(file);
  }

  /**
   * Gives a network the stored weights and running statistics.
   *
   * @throws IOException listing all that does not fit, with nothing changed
   */
  public void load(Layer network) throws IOException {
    StateLoader fitting = new StateLoader(arrays);
    fitting.compare(NETWORK, network.parameters());
    fitting.apply(name);
  }

  void load(Layer network, Optimizer optimizer) throws IOException {
    Parameters parameters = network.parameters();
    StateLoader fitting = new StateLoader(arrays);
    fitting.compare(NETWORK, parameters);
    fitting.compare(OPTIMIZER, optimizer.state(parameters));
    fitting.apply(name);
  }

  /** Refuses a schedule with other rates than those of the steps so far. */
  void requireRates(Schedule schedule) throws IOException {
    for (Step step : history().steps()) {
      double rate = schedule.at(step.number() - 1);
      if (rate != step.learningRate()) {
        throw new IOException(
            "%s was trained with the rate %s at step %,d, this trainer would have taken %s"
                .formatted(name, step.learningRate(), step.number(), rate));
      }
    }
  }

  /** The history until then, empty if only weights were stored. */
  public History history() throws IOException {
    return HistoryArrays.read(arrays);
  }

  /** Where it comes from: seed, configuration and versions, each by name. */
  public SequencedMap<String, String> provenance() throws IOException {
    SequencedMap<String, String> provenance = new LinkedHashMap<>();
    for (String array : arrays.names()) {
      if (array.startsWith(PROVENANCE)) {
        provenance.put(array.substring(PROVENANCE.length()), arrays.text(array));
      }
    }
    return provenance;
  }

  /** Its file, or its step. */
  @Override
  public String toString() {
    return name;
  }
}
