package gradus.bench;

import gradus.data.Batch;
import gradus.data.Examples;
import gradus.data.Extent;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.tensor.Precision;

/**
 * Pictures of which every pixel becomes a square of pixels, for a network that wants large ones.
 *
 * @param images the small ones
 * @param factor how many pixels wide the squares are
 * @param preprocessing what makes numbers of them
 */
record EnlargedImages(Images images, int factor, Preprocessing preprocessing) implements Examples {
  @Override
  public int count() {
    return images.count();
  }

  @Override
  public Batch batch(long epoch, int... indices) {
    Images chosen = images.select(indices);
    Extent small = images.extent();
    var large = new Extent(factor * small.height(), factor * small.width(), small.channels());
    byte[] pixels = new byte[indices.length * large.size()];
    for (int image = 0; image < indices.length; image++) {
      enlarge(chosen.bytes(image), large, pixels, image * large.size());
    }
    var enlarged = new Images(pixels, large, chosen.labels(), images.classNames());
    return new Batch(preprocessing.apply(enlarged, Precision.SINGLE), chosen.labels());
  }

  private void enlarge(byte[] small, Extent large, byte[] pixels, int start) {
    int channels = large.channels();
    int width = large.width() / factor;
    for (int row = 0, i = start; row < large.height(); row++) {
      for (int column = 0; column < large.width(); column++, i += channels) {
        int source = (row / factor * width + column / factor) * channels;
        System.arraycopy(small, source, pixels, i, channels);
      }
    }
  }
}
