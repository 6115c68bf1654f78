package gradus.check;

import gradus.tensor.Tensor;
import java.util.Optional;

/**
 * A property of every correct pass, whatever it computes.
 *
 * @param name what should hold, such as "zero in gives zero out"
 * @param fault how it does not hold, with the value received and the remedy
 */
public record PassProperty(String name, Optional<String> fault) {
  /** Whether two tensors are equal but for the last digits. */
  static PassProperty same(
      String name, String what, Tensor received, Tensor expected, String hint) {
    for (int i = 0; i < expected.size(); i++) {
      double tolerance = 1e-12 * Math.max(1, Math.abs(expected.get(i)));
      if (!(Math.abs(received.get(i) - expected.get(i)) <= tolerance)) {
        return new PassProperty(
            name,
            Optional.of(
                "%s should hold for a pass, but %s is %.6g at %s, expected %.6g. %s"
                    .formatted(
                        name,
                        what,
                        received.get(i),
                        Index.of(expected.shape(), i),
                        expected.get(i),
                        hint)));
      }
    }
    return new PassProperty(name, Optional.empty());
  }

  /** Whether it holds. */
  public boolean holds() {
    return fault.isEmpty();
  }

  /** For example {@code zero in gives zero out: yes}. */
  @Override
  public String toString() {
    return "%s: %s%n".formatted(name, holds() ? "yes" : "no");
  }
}
