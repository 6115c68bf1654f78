package gradus.datasets;

import gradus.data.Pixels;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pixels of CIFAR-10's pictures where they are, in its files, which the system keeps in memory
 * while there is room. Files that are replaced stay readable.
 *
 * <p>Not by channels, which an interrupt closes, nor mapped, where a file that is cut short ends in
 * an error of the JVM.
 */
final class RecordFiles implements Pixels {
  /** The bytes of one colour. */
  static final int PLANE = 32 * 32;

  /** The bytes of a picture and its label. */
  static final int RECORD = 1 + 3 * PLANE;

  private record RecordFile(Path path, RandomAccessFile content, int count) {}

  private final List<RecordFile> files = new ArrayList<>();

  /** The records of these files, one file after the other. */
  RecordFiles(List<Path> paths) throws IOException {
    for (Path path : paths) {
      var content = new RandomAccessFile(path.toFile(), "r");
      files.add(new RecordFile(path, content, (int) (content.length() / RECORD)));
    }
  }

  @Override
  public void copy(int picture, byte[] to, int at) {
    interleave(entry(picture), to, at);
  }

  @Override
  public byte at(int picture, int index) {
    return entry(picture)[1 + index % 3 * PLANE + index / 3];
  }

  private byte[] entry(int picture) {
    int number = picture;
    for (RecordFile file : files) {
      if (number < file.count()) {
        return entry(file, number);
      }
      number -= file.count();
    }
    throw new IndexOutOfBoundsException(picture);
  }

  private static byte[] entry(RecordFile file, int number) {
    byte[] entry = new byte[RECORD];
    try {
      synchronized (file) {
        file.content().seek((long) number * RECORD);
        file.content().readFully(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can no longer be read; fetch it again and restart the kernel".formatted(file.path()),
          e);
    }
    return entry;
  }

  /** The pixels of a record, channels last. */
  static void interleave(byte[] entry, byte[] pixels, int to) {
    for (int channel = 0; channel < 3; channel++) {
      int plane = 1 + channel * PLANE;
      for (int i = 0; i < PLANE; i++) {
        pixels[to + 3 * i + channel] = entry[plane + i];
      }
    }
  }
}
