package gradus.datasets.download;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that is full after some bytes. It says so beforehand, or only when one writes. */
record SmallDisk(AtomicLong room, boolean honest) implements Storage {

  static SmallDisk of(long room, boolean honest) {
    return new SmallDisk(new AtomicLong(room), honest);
  }

  @Override
  public long usableSpace(Path folder) {
    return honest ? room.get() : Long.MAX_VALUE;
  }

  @Override
  public OutputStream append(Path file) throws IOException {
    return new FilterOutputStream(Storage.disk().append(file)) {
      @Override
      public void write(byte[] bytes, int start, int count) throws IOException {
        if (room.addAndGet(-count) < 0) {
          throw new IOException("No space left on device");
        }
        out.write(bytes, start, count);
      }
    };
  }
}
