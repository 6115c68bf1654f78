package gradus.parity;

import gradus.data.Npz;
import gradus.layer.Parameter;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What {@code src/network/test/python/parity.py} wrote, arranged as this library arranges it:
 * images N×C×H×W become N×H×W×C, filters O×I×H×W become (H·W·I)×O, linear weights out×in become
 * in×out, rows of numbers become 1×C.
 */
record TorchArrays(Npz npz, String prefix) {
  static TorchArrays read(String file) throws IOException, URISyntaxException {
    var resource = TorchArrays.class.getResource("/gradus/parity/" + file);
    return new TorchArrays(Npz.read(Path.of(resource.toURI())), "");
  }

  /** Those whose names begin with this prefix. */
  TorchArrays under(String part) {
    return new TorchArrays(npz, prefix + part);
  }

  boolean has(String name) {
    return npz.names().contains(prefix + name);
  }

  String text(String name) throws IOException {
    return npz.text(prefix + name);
  }

  int[] labels(String name) throws IOException {
    return Arrays.stream(npz.longs(prefix + name)).mapToInt(Math::toIntExact).toArray();
  }

  /** Activations: images or rows. */
  Tensor data(String name) throws IOException {
    Tensor stored = npz.tensor(prefix + name).to(Precision.DOUBLE);
    return stored.shape().rank() == 4 ? stored.permute(0, 2, 3, 1) : stored;
  }

  /** Something of a parameter: its value or its gradient. */
  Tensor weights(String name) throws IOException {
    Tensor stored = npz.tensor(prefix + name).to(Precision.DOUBLE);
    return switch (stored.shape().rank()) {
      case 4 -> {
        Tensor filters = stored.permute(2, 3, 1, 0);
        yield filters.reshape(filters.rows(), filters.columns());
      }
      case 2 -> stored.transpose();
      default -> stored.reshape(1, stored.size());
    };
  }

  /** Gives a parameter its numbers. */
  void load(String name, Parameter parameter) throws IOException {
    parameter.value().assign(weights(name).to(parameter.value().precision()));
  }

  /**
   * Gives the linear map behind a flattening its numbers: PyTorch flattens channel by channel, this
   * library pixel by pixel.
   */
  void loadFlattened(String name, Parameter parameter, Shape image) throws IOException {
    int height = image.dimension(0);
    int width = image.dimension(1);
    int channels = image.dimension(2);
    Tensor stored = weights(name);
    Tensor pixels = stored.reshape(channels, height, width, stored.columns()).permute(1, 2, 0, 3);
    parameter.value().assign(pixels.reshape(stored.shape()).to(parameter.value().precision()));
  }
}
