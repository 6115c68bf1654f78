package gradus.tensor;

/**
 * The fast engine: single precision over the Vector API.
 *
 * <p>It replaces the hot parts of the plain one, which serves for the rest.
 */
final class VectorEngine extends FloatEngine {
  @Override
  public String describe() {
    return "vectors of %d bits, %d threads".formatted(Tile.SPECIES.vectorBitSize(), Work.THREADS);
  }

  @Override
  public void matmul(Tensor a, Tensor b, Tensor out) {
    Product.multiply(View.of(a), View.of(b), View.of(out));
  }

  @Override
  public void transposeMatmul(Tensor a, Tensor b, Tensor out) {
    Product.multiply(View.of(a).transpose(), View.of(b), View.of(out));
  }

  @Override
  public void matmulTranspose(Tensor a, Tensor b, Tensor out) {
    Product.multiply(View.of(a), View.of(b).transpose(), View.of(out));
  }

  @Override
  public void convolve(Tensor x, Tensor weight, Tensor bias, Window window, Tensor out) {
    new Convolution(new Patches(x, window)).forward(weight, bias, out);
  }

  @Override
  public void convolveInputGradient(Tensor gradient, Tensor weight, Window window, Tensor out) {
    new Convolution(new Patches(out, window)).inputGradient(gradient, weight);
  }

  @Override
  public void convolveWeightGradient(Tensor x, Tensor gradient, Window window, Tensor out) {
    new Convolution(new Patches(x, window)).weightGradient(gradient, out);
  }
}
