package gradus.training;

import gradus.data.Npz;
import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Loads stored arrays into parameters: all are compared before any is filled. */
final class StateLoader {
  private record Pair(Parameter parameter, Tensor stored) {}

  private final Npz arrays;
  private final List<String> missing = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();
  private final List<String> misshaped = new ArrayList<>();
  private final List<Pair> pairs = new ArrayList<>();

  StateLoader(Npz arrays) {
    this.arrays = arrays;
  }

  /** Compares the arrays whose names begin with the prefix. */
  void compare(String prefix, Parameters parameters) throws IOException {
    for (var entry : parameters) {
      String name = prefix + entry.getKey();
      Parameter parameter = entry.getValue();
      if (!arrays.names().contains(name)) {
        missing.add(name + " " + kind(parameter.value()));
        continue;
      }
      Tensor stored = arrays.tensor(name);
      pairs.add(new Pair(parameter, stored));
      if (!kind(stored).equals(kind(parameter.value()))) {
        misshaped.add(
            "%s is %s, expected %s".formatted(name, kind(stored), kind(parameter.value())));
      }
    }
    for (String name : arrays.names()) {
      if (name.startsWith(prefix)
          && !parameters.names().contains(name.substring(prefix.length()))) {
        unexpected.add(name);
      }
    }
  }

  /** Fills all parameters, or says why none was. */
  void apply(String name) throws IOException {
    if (!missing.isEmpty() || !unexpected.isEmpty() || !misshaped.isEmpty()) {
      throw new IOException(
          "%s does not fit; build the network and the optimizer that it was made with%s%s%s"
              .formatted(
                  name,
                  list("missing", missing),
                  list("unexpected", unexpected),
                  list("mis-shaped", misshaped)));
    }
    pairs.forEach(pair -> pair.parameter.value().assign(pair.stored));
  }

  private static String kind(Tensor tensor) {
    return "%s %s".formatted(tensor.shape(), tensor.precision());
  }

  private static String list(String what, List<String> names) {
    return names.isEmpty() ? "" : "\n  " + what + ": " + String.join("; ", names);
  }
}
