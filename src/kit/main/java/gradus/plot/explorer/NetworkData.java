package gradus.plot.explorer;

import com.google.gson.Gson;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.AvgPool2d;
import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Dropout;
import gradus.layer.Flatten;
import gradus.layer.GlobalAveragePool;
import gradus.layer.Identity;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A network and pictures as the JSON that the explorer's page reads. */
final class NetworkData {
  /** Weights of larger networks are written in half precision, or the page would be too large. */
  private static final long MOST_SINGLES = 300_000;

  private final boolean half;
  private final List<Map<String, Object>> layers = new ArrayList<>();
  private Tensor x;

  private NetworkData(Tensor first, boolean half) {
    x = first;
    this.half = half;
  }

  static String json(Layer network, Images images, Preprocessing preprocessing) {
    Precision precision = precision(network);
    Tensor inputs = preprocessing.apply(images, precision);
    boolean half = network.parameters().count() > MOST_SINGLES;
    var data = new NetworkData(inputs.slice(0, 1), half);
    data.add(network);
    requireScores(data.x, images);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("bits", half ? 16 : 32);
    page.put("classes", images.classNames());
    page.put("input", dimensions(inputs.shape()));
    page.put("layers", data.layers);
    page.put("pictures", pictures(images));
    page.put("inputs", base64(singles(inputs.toFloatArray())));
    return new Gson().toJson(page);
  }

  private static Precision precision(Layer network) {
    Precision precision = Precision.SINGLE;
    for (var entry : network.parameters()) {
      precision = entry.getValue().value().precision();
    }
    return precision;
  }

  private static void requireScores(Tensor output, Images images) {
    int classes = images.classNames().size();
    if (output.shape().rank() != 2 || output.columns() != classes) {
      throw new IllegalArgumentException(
          "the explorer shows image classifiers, whose output for %d classes is N×%d; received one with output %s"
              .formatted(classes, classes, output.shape()));
    }
  }

  private static List<Map<String, Object>> pictures(Images images) {
    return IntStream.range(0, images.count())
        .mapToObj(
            i -> Map.<String, Object>of("label", images.label(i), "bytes", base64(images.bytes(i))))
        .toList();
  }

  private void add(Layer layer) {
    switch (layer) {
      case Network network -> add(network.body());
      case Sequential sequence -> sequence.layers().forEach(this::add);
      case Identity _ -> {}
      case Conv2d convolution -> addWeights("convolution", layer, convolution.window());
      case Linear _ -> addWeights("linear", layer, Window.square(1));
      case BatchNorm norm -> addNorm(norm);
      case Relu _ -> put("relu", layer, Map.of());
      case MaxPool2d pooling -> put("maxPool", layer, window(pooling.window()));
      case AvgPool2d pooling -> put("averagePool", layer, window(pooling.window()));
      case GlobalAveragePool _ -> put("averagePool", layer, window(wholeImage()));
      case Flatten _, Dropout _ -> put("unchanged", layer, Map.of());
      default ->
          throw new IllegalArgumentException(
              "the explorer knows Conv2d, BatchNorm, Relu, poolings, Flatten, Linear and Dropout one after another, and no %s; explore a network without it"
                  .formatted(name(layer)));
    }
  }

  private Window wholeImage() {
    return new Window(x.shape().dimension(1), x.shape().dimension(2), 1, 0, false);
  }

  private void addWeights(String kind, Layer layer, Window window) {
    Map<String, Tensor> parameters = parameters(layer);
    Tensor weight = parameters.getOrDefault("weight", x);
    Tensor none = Tensor.zeros(Precision.SINGLE, Shape.of(1, weight.columns()));
    Map<String, Object> data = new LinkedHashMap<>(window(window));
    data.put("weight", numbers(weight));
    data.put("bias", numbers(parameters.getOrDefault("bias", none)));
    put(kind, layer, data);
  }

  /** y = factor·(x − mean) + shift, with the factor γ/√(σ² + ε) found by asking at mean + 1. */
  private void addNorm(BatchNorm norm) {
    Map<String, Tensor> parameters = parameters(norm);
    Tensor mean = parameters.getOrDefault("runningMean", x);
    Tensor shift = norm.forward(mean, Mode.evaluation()).output();
    Tensor above = norm.forward(mean.map(m -> m + 1), Mode.evaluation()).output();
    put(
        "batchNorm",
        norm,
        Map.of(
            "mean", numbers(mean),
            "shift", numbers(shift),
            "factor", numbers(above.minus(shift))));
  }

  private static Map<String, Tensor> parameters(Layer layer) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    layer.parameters().forEach(entry -> parameters.put(entry.getKey(), entry.getValue().value()));
    return parameters;
  }

  private void put(String kind, Layer layer, Map<String, Object> data) {
    x = layer.forward(x, Mode.evaluation()).output();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("kind", kind);
    entry.put("name", name(layer));
    entry.put("detail", detail(layer));
    entry.put("output", dimensions(x.shape()));
    entry.putAll(data);
    layers.add(entry);
  }

  private static String name(Layer layer) {
    return layer.toString().split("[(@]", 2)[0];
  }

  private static String detail(Layer layer) {
    String text = layer.toString();
    int start = text.indexOf('(');
    return start < 0
        ? ""
        : text.substring(start + 1, text.length() - 1)
            .replaceAll(" window|, stride 1(?!\\d)|, padding 0", "");
  }

  private static Map<String, Object> window(Window window) {
    return Map.of(
        "window",
        Map.of(
            "height", window.height(),
            "width", window.width(),
            "stride", window.stride(),
            "padding", window.padding()));
  }

  /** Height, width and channels of one example; a vector is an image of one pixel. */
  private static int[] dimensions(Shape batch) {
    int[] all = batch.dimensions();
    return switch (all.length) {
      case 2 -> new int[] {1, 1, all[1]};
      case 4 -> new int[] {all[1], all[2], all[3]};
      default ->
          throw new IllegalArgumentException(
              "the explorer shows images N×H×W×C and vectors N×C, received " + batch);
    };
  }

  private String numbers(Tensor tensor) {
    float[] values = tensor.toFloatArray();
    return base64(half ? halves(values) : singles(values));
  }

  private static byte[] singles(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] halves(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return bytes.array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
