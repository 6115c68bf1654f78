package gradus.report;

import gradus.optimizer.Adam;
import gradus.optimizer.Momentum;
import gradus.optimizer.Optimizer;
import gradus.optimizer.RmsProp;
import gradus.optimizer.Sgd;
import java.util.function.Supplier;

/**
 * An update rule as a table names it; every run gets a new optimizer, without a memory.
 *
 * @param name such as {@code momentum 0.9}
 * @param maker a new optimizer
 */
public record Rule(String name, Supplier<Optimizer> maker) {
  /** Plain descent. */
  public static Rule sgd() {
    return new Rule("SGD", Sgd::new);
  }

  /** With this momentum. */
  public static Rule momentum(double momentum) {
    return new Rule("momentum " + momentum, () -> new Momentum(momentum));
  }

  /** RMSProp with its usual constants. */
  public static Rule rmsProp() {
    return new Rule("RMSProp", RmsProp::new);
  }

  /** Adam with its usual constants. */
  public static Rule adam() {
    return new Rule("Adam", Adam::new);
  }

  @Override
  public String toString() {
    return name;
  }
}
