package gradus.datasets;

import gradus.data.FileKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * One array of unsigned bytes in MNIST's IDX format: a magic number, big-endian sizes, the values.
 *
 * <p>The magic number is 0x0800 plus the number of dimensions; 08 stands for unsigned bytes.
 */
final class Idx {
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int LARGEST = 1 << 30;

  private final int[] sizes;
  private final byte[] values;

  Idx(byte[] values, int... sizes) {
    this.sizes = sizes;
    this.values = values;
  }

  /** How many entries the given dimension has. */
  int size(int dimension) {
    return sizes[dimension];
  }

  /** All entries, the last dimension fastest; the array itself, not a copy. */
  byte[] values() {
    return values;
  }

  /** Reads a file, gzipped or not, and refuses one that is not exactly as long as it says. */
  static Idx read(Path file, int dimensions) throws IOException {
    try (var in = new DataInputStream(Unpacked.open(file))) {
      in.mark(FileKind.BYTES);
      byte[] start = in.readNBytes(FileKind.BYTES);
      in.reset();
      Optional<String> other = FileKind.of(start);
      if (other.isPresent()) {
        throw new IOException("%s is not in MNIST's format but %s".formatted(file, other.get()));
      }
      int magic = in.readInt();
      if (magic != UNSIGNED_BYTES + dimensions) {
        throw new IOException(
            "%s begins with the number %d, expected %d for unsigned bytes in %d dimensions"
                .formatted(file, magic, UNSIGNED_BYTES + dimensions, dimensions));
      }
      int[] sizes = new int[dimensions];
      for (int i = 0; i < dimensions; i++) {
        sizes[i] = in.readInt();
      }
      return new Idx(values(in, file, volume(file, sizes)), sizes);
    } catch (EOFException | ZipException e) {
      throw new IOException(file + " is damaged or cut short; fetch it again", e);
    }
  }

  /** Writes a gzipped file that {@link #read} reads. */
  void write(Path file) throws IOException {
    try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(UNSIGNED_BYTES + sizes.length);
      for (int size : sizes) {
        out.writeInt(size);
      }
      out.write(values);
    }
  }

  private static int volume(Path file, int[] sizes) throws IOException {
    long volume = 1;
    for (int size : sizes) {
      volume *= size;
      if (size < 0 || volume > LARGEST) {
        throw new IOException(file + " announces impossible sizes " + Arrays.toString(sizes));
      }
    }
    return (int) volume;
  }

  private static byte[] values(InputStream in, Path file, int volume) throws IOException {
    byte[] values = in.readNBytes(volume);
    if (values.length < volume) {
      throw new IOException(
          "%s holds %,d values of the %,d that it announces; fetch it again"
              .formatted(file, values.length, volume));
    }
    if (in.read() >= 0) {
      throw new IOException(
          "%s holds more than the %,d values that it announces; fetch it again"
              .formatted(file, volume));
    }
    return values;
  }
}
