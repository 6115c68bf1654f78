package gradus.report;

import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.Initializer;
import gradus.optimizer.Adam;
import gradus.optimizer.Momentum;
import gradus.optimizer.Optimizer;
import gradus.optimizer.RmsProp;
import gradus.optimizer.Sgd;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The preprocessing, initial weights and optimizers that the recipes choose from, by name. */
public final class Settings {
  public static final Named<Function<Images, Preprocessing>> UNIT =
      new Named<>("pixel / 255", training -> Preprocessing.unit());

  public static final Named<Function<Images, Preprocessing>> MEAN_IMAGE =
      new Named<>("pixel − mean image", Preprocessing::meanImage);

  public static final Named<Function<Images, Preprocessing>> STANDARDISED =
      new Named<>("each channel standardised", Preprocessing::standardised);

  public static final Named<BiFunction<Precision, Seed, Initializer>> HE =
      new Named<>("Gaussian √(2/n)", Initializer::he);

  public static final Named<BiFunction<Precision, Seed, Initializer>> LECUN =
      new Named<>("Gaussian 1/√n", Initializer::lecun);

  public static final Named<BiFunction<Precision, Seed, Initializer>> XAVIER =
      new Named<>("Xavier uniform", Initializer::xavierUniform);

  public static final Named<Supplier<Optimizer>> SGD = new Named<>("SGD", Sgd::new);

  /** RMSProp with its usual constants. */
  public static final Named<Supplier<Optimizer>> RMSPROP = new Named<>("RMSProp", RmsProp::new);

  /** Adam with its usual constants. */
  public static final Named<Supplier<Optimizer>> ADAM = new Named<>("Adam", Adam::new);

  private Settings() {}

  /** Gaussian weights with one standard deviation for all layers. */
  public static Named<BiFunction<Precision, Seed, Initializer>> gaussian(double deviation) {
    return new Named<>(
        "Gaussian " + deviation,
        (precision, seed) -> Initializer.gaussian(precision, seed, deviation));
  }

  /** SGD with this momentum. */
  public static Named<Supplier<Optimizer>> momentum(double momentum) {
    return new Named<>("momentum " + momentum, () -> new Momentum(momentum));
  }
}
