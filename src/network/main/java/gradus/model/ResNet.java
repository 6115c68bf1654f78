package gradus.model;

import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.GlobalAveragePool;
import gradus.layer.Identity;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.layer.Residual;
import gradus.layer.Sequential;
import gradus.tensor.Shape;
import gradus.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual networks (He et al., 2016): a stem, stages of residual blocks that halve the image and
 * double the channels from stage to stage, a mean over the image and one linear map.
 *
 * <p>Convolutions have no bias, since a batch normalisation follows each of them.
 */
public final class ResNet {
  private static final int CLASSES = 10;

  private ResNet() {}

  /** The body of a residual connection. */
  public enum Block {
    /** Two 3×3 convolutions. */
    BASIC(1),
    /** 1×1 to fewer channels, 3×3 among them, 1×1 to four times as many. */
    BOTTLENECK(4);

    private final int expansion;

    Block(int expansion) {
      this.expansion = expansion;
    }

    private Layer body(int in, int width, int stride, Initializer initializer) {
      return switch (this) {
        case BASIC ->
            new Sequential(
                convolution(in, width, 3, stride, initializer),
                new BatchNorm(width, initializer),
                new Relu(),
                convolution(width, width, 3, 1, initializer),
                new BatchNorm(width, initializer));
        case BOTTLENECK ->
            new Sequential(
                convolution(in, width, 1, stride, initializer),
                new BatchNorm(width, initializer),
                new Relu(),
                convolution(width, width, 3, 1, initializer),
                new BatchNorm(width, initializer),
                new Relu(),
                convolution(width, expansion * width, 1, 1, initializer),
                new BatchNorm(expansion * width, initializer));
      };
    }
  }

  /** The 18-layer network for 224×224 colour images. */
  public static Network resNet18(Initializer initializer) {
    return large("ResNet-18", Block.BASIC, initializer, 2, 2, 2, 2);
  }

  /** The 50-layer network for 224×224 colour images. */
  public static Network resNet50(Initializer initializer) {
    return large("ResNet-50", Block.BOTTLENECK, initializer, 3, 4, 6, 3);
  }

  /** The 18-layer network with a stem for 32×32 images: one 3×3 convolution, no pooling. */
  public static Network resNet18ForCifar(Initializer initializer) {
    return small("ResNet-18 for 32×32", 64, initializer, 2, 2, 2, 2);
  }

  /**
   * The networks of the paper for 32×32 images: three stages of 16, 32 and 64 channels.
   *
   * @param blocks in each stage: 1 makes ResNet-8, 2 ResNet-14, 3 ResNet-20
   */
  public static Network forCifar(int blocks, Initializer initializer) {
    return small("ResNet-" + (6 * blocks + 2), 16, initializer, blocks, blocks, blocks);
  }

  private static Network small(String name, int width, Initializer initializer, int... depths) {
    List<Layer> layers = new ArrayList<>();
    layers.add(convolution(3, width, 3, 1, initializer));
    layers.add(new BatchNorm(width, initializer));
    layers.add(new Relu());
    return finish(name, Shape.of(32, 32, 3), layers, Block.BASIC, width, initializer, depths);
  }

  private static Network large(String name, Block block, Initializer initializer, int... depths) {
    List<Layer> layers = new ArrayList<>();
    layers.add(convolution(3, 64, 7, 2, initializer));
    layers.add(new BatchNorm(64, initializer));
    layers.add(new Relu());
    layers.add(new MaxPool2d(Window.square(3).withStride(2).withCeil()));
    return finish(name, Shape.of(224, 224, 3), layers, block, 64, initializer, depths);
  }

  /** Adds the stages and the head to a stem. */
  private static Network finish(
      String name,
      Shape example,
      List<Layer> layers,
      Block block,
      int stem,
      Initializer initializer,
      int... depths) {
    int in = stem;
    int width = stem;
    for (int stage = 0; stage < depths.length; stage++) {
      for (int i = 0; i < depths[stage]; i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        layers.add(residual(block, in, width, stride, initializer));
        layers.add(new Relu());
        in = width * block.expansion;
      }
      width *= 2;
    }
    layers.add(new GlobalAveragePool());
    layers.add(new Linear(in, CLASSES, initializer));
    return new Network(name, example, new Sequential(layers));
  }

  private static Layer residual(
      Block block, int in, int width, int stride, Initializer initializer) {
    int out = width * block.expansion;
    Layer shortcut =
        stride == 1 && in == out
            ? new Identity()
            : new Sequential(
                convolution(in, out, 1, stride, initializer), new BatchNorm(out, initializer));
    return new Residual(block.body(in, width, stride, initializer), shortcut);
  }

  /** A convolution without bias that keeps the size of the image, but for the stride. */
  private static Layer convolution(int in, int out, int size, int stride, Initializer initializer) {
    Window window = new Window(size, size, stride, size / 2, false);
    return Conv2d.withoutBias(in, out, window, initializer);
  }
}
