package gradus.datasets.download;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that is full after some bytes. It says so beforehand, or only on writing. */
final class SmallDisk extends Disk {
  private final AtomicLong room;
  private final boolean honest;

  SmallDisk(long room, boolean honest) {
    this.room = new AtomicLong(room);
    this.honest = honest;
  }

  @Override
  long usableSpace(Path folder) {
    return honest ? room.get() : Long.MAX_VALUE;
  }

  @Override
  OutputStream append(Path file) throws IOException {
    return new FilterOutputStream(super.append(file)) {
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
