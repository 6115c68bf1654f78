package gradus.plot.network;

import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.GroupNorm;
import gradus.layer.Layer;
import gradus.layer.LayerNorm;

/** What a layer is for, which its colour in a diagram says. */
public enum LayerKind {
  /** It slides filters over images. */
  CONVOLUTION,
  /** It has weights of another kind. */
  LINEAR,
  /** It normalises. */
  NORMALISATION,
  /** It makes images smaller, without parameters. */
  POOLING,
  /** It has no parameters, such as an activation. */
  OTHER;

  static LayerKind of(Layer layer) {
    return switch (layer) {
      case Conv2d _ -> CONVOLUTION;
      case BatchNorm _, LayerNorm _, GroupNorm _ -> NORMALISATION;
      case Layer other when other.toString().contains("Pool") -> POOLING;
      case Layer other when other.parameters().isEmpty() -> OTHER;
      default -> LINEAR;
    };
  }
}
