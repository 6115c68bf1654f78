package gradus.report;

import gradus.layer.Initializer;
import gradus.layer.Network;
import java.util.function.Function;

/**
 * A network as a table names it, and how to make one.
 *
 * @param name such as {@code N10: 784-300-BN-ReLU-150-BN-ReLU-10}
 * @param maker the network with weights from an initializer
 */
public record Architecture(String name, Function<Initializer, Network> maker) {
  @Override
  public String toString() {
    return name;
  }
}
