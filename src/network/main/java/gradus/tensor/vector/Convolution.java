package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/** The convolution of a batch of images with filters and a bias. */
interface Convolution {
  /** All of it, by all threads. */
  void convolve(float[] out);

  /** {@code count} images from this one on, by this thread, to the beginning of an array. */
  void convolve(int image, int count, float[] out);

  /** How many images give one thread enough to do. */
  int imagesAtOnce();

  /** Convolves some images at a time, and pools and may rectify the output while it is near. */
  default void convolveMaxPool(
      SlidingWindow pooling, boolean rectified, float[] values, int[] indices) {
    Pooling pool = new Pooling(pooling);
    int images = pooling.images();
    int size = values.length / Math.max(1, images);
    int mapSize = pooling.imageHeight() * pooling.imageWidth() * pooling.channels();
    int step = imagesAtOnce();
    Parallel.split(
        Math.ceilDiv(images, step),
        task -> {
          int image = task * step;
          int count = Math.min(step, images - image);
          float[] near = Scratch.IMAGES.atLeast(count * mapSize);
          convolve(image, count, near);
          pool.pool(near, image, image, count, values, indices);
          if (rectified) {
            ElementwiseKernels.leakyRelu(values, 0, values, image * size, (image + count) * size);
          }
        });
  }
}
