package gradus.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One part of a set of pictures, as the benchmark wrote it.
 *
 * @param bytes N×H×W×C
 * @param labels one for each picture
 * @param size numbers in one picture
 * @param channels C
 */
record Pixels(byte[] bytes, byte[] labels, int size, int channels) {
  /** Of all numbers, so that they are about as large as standardised ones. */
  private static final float MEAN = 120;

  private static final float DEVIATION = 64;

  /**
   * Reads a set, {@code digits} or {@code objects}, and a part of it, {@code train} or {@code
   * test}.
   */
  static Pixels read(Path folder, String set, String part) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(set + "-" + part + ".pixels"));
    byte[] labels = Files.readAllBytes(folder.resolve(set + "-" + part + ".labels"));
    return new Pixels(bytes, labels, bytes.length / labels.length, set.equals("digits") ? 1 : 3);
  }

  /** The numbers of all pictures in an order of their own. */
  int[] shuffled(long seed) {
    int[] order = IntStream.range(0, labels.length).toArray();
    var random = new Random(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** Some pictures as numbers, N×C×H×W. */
  float[] channelsFirst(int[] pictures) {
    float[] numbers = new float[pictures.length * size];
    int plane = size / channels;
    for (int n = 0; n < pictures.length; n++) {
      for (int i = 0; i < size; i++) {
        int place = n * size + i % channels * plane + i / channels;
        numbers[place] = ((bytes[pictures[n] * size + i] & 0xFF) - MEAN) / DEVIATION;
      }
    }
    return numbers;
  }

  /** One row of ten numbers for each picture: 1 at its label, 0 elsewhere. */
  float[] oneHot(int[] pictures) {
    float[] rows = new float[pictures.length * 10];
    for (int n = 0; n < pictures.length; n++) {
      rows[n * 10 + labels[pictures[n]]] = 1;
    }
    return rows;
  }
}
