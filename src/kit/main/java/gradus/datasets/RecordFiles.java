package gradus.datasets;

import gradus.data.Pixels;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pixels of CIFAR-10's pictures where they are, in its files: the system reads what is asked
 * for, and forgets it when memory is short. A file that is replaced stays readable; one that is cut
 * short is not.
 */
final class RecordFiles implements Pixels {
  /** The bytes of one colour. */
  static final int PLANE = 32 * 32;

  /** The bytes of a picture and its label. */
  static final int RECORD = 1 + 3 * PLANE;

  private final List<MappedByteBuffer> files = new ArrayList<>();

  /** The records of these files, one file after the other. */
  RecordFiles(List<Path> files) throws IOException {
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file)) {
        this.files.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      }
    }
  }

  @Override
  public void copy(int picture, byte[] to, int at) {
    byte[] entry = new byte[RECORD];
    Place place = place(picture);
    place.file().get(place.start(), entry);
    interleave(entry, to, at);
  }

  @Override
  public byte at(int picture, int index) {
    Place place = place(picture);
    return place.file().get(place.start() + 1 + index % 3 * PLANE + index / 3);
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

  private record Place(MappedByteBuffer file, int start) {}

  private Place place(int picture) {
    int start = picture;
    for (MappedByteBuffer file : files) {
      int count = file.capacity() / RECORD;
      if (start < count) {
        return new Place(file, start * RECORD);
      }
      start -= count;
    }
    throw new IndexOutOfBoundsException(picture);
  }
}
