package gradus.datasets.download;

import gradus.data.DataSet;
import gradus.datasets.Cifar10;
import gradus.datasets.DataFolder;
import gradus.datasets.Folders;
import gradus.datasets.Mnist;
import gradus.datasets.download.Manifest.PublishedSet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;

/**
 * The bringing of one published set into a data folder, as a whole or not at all.
 *
 * <p>Everything happens in the hidden folder {@code .unfinished} beside the sets. Only what was cut
 * off by the end of the program stays there, to be continued the next time.
 */
public final class Installation {
  private final PublishedSet set;
  private final Path data;
  private final Path workshop;
  private final Path unfinished;
  private final Storage storage;
  private final Patience patience;

  /** Brings a set into a data folder, which is made if it is not there. */
  public Installation(PublishedSet set, Path data) {
    this(set, data, Storage.disk(), Patience.usual());
  }

  Installation(PublishedSet set, Path data, Storage storage, Patience patience) {
    this.set = set;
    this.data = data.toAbsolutePath().normalize();
    this.workshop = this.data.resolve(".unfinished");
    this.unfinished = workshop.resolve(set.id());
    this.storage = storage;
    this.patience = patience;
  }

  /** The folder that the set lies in. */
  public Path folder() {
    return data.resolve(set.folder());
  }

  /** Reads the set, strictly. */
  public DataSet read() throws IOException {
    return read(folder());
  }

  /**
   * Fetches, verifies, unpacks and places the set; replaces one that is there.
   *
   * @throws IOException with the file, the sources and the reason; nothing has changed then
   */
  public void run(DownloadProgress progress) throws IOException, InterruptedException {
    Files.createDirectories(unfinished);
    Path lock = workshop.resolve(set.id() + ".lock");
    try (var alone = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      requireLock(alone);
      try {
        requireSpace();
        fetch(progress);
        Path ready = prepare();
        read(ready);
        place(ready);
      } finally {
        Folders.delete(unfinished);
        Files.delete(lock);
      }
    } catch (IOException e) {
      throw new IOException(
          set.title() + " was not installed, and nothing was changed.\n" + e.getMessage(), e);
    } finally {
      if (!DataFolder.isPresent(workshop)) {
        Files.delete(workshop);
      }
    }
  }

  private void requireLock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // the other one is a thread of this process
    }
    throw new IOException("It is being fetched by another process; wait for that one.");
  }

  private void requireSpace() throws IOException {
    long needed = set.unpackedBytes() + (set.packed() ? set.bytes() : 0);
    long usable = storage.usableSpace(unfinished);
    if (usable < needed) {
      throw new IOException(
          "%s needs %,d MB of space, %s has %,d MB left"
              .formatted(set.title(), needed >> 20, data, usable >> 20));
    }
  }

  private void fetch(DownloadProgress progress) throws IOException, InterruptedException {
    try (var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience.stall())
            .build()) {
      try {
        var download = new Download(client, storage, patience, progress);
        var mirrors = new ArrayList<>(set.mirrors());
        for (PublishedFile file : set.files()) {
          String good = download.fetch(file, mirrors, unfinished.resolve(file.name()));
          mirrors.remove(good);
          mirrors.addFirst(good);
        }
      } finally {
        client.shutdownNow();
      }
    }
  }

  /** A folder with the set's files as they shall lie. */
  private Path prepare() throws IOException {
    Path ready = unfinished.resolve("ready");
    Folders.delete(ready);
    Files.createDirectory(ready);
    if (set.packed()) {
      PublishedFile archive = set.files().getFirst();
      try {
        new Unpacking(storage, set.unpackedBytes())
            .unpack(unfinished.resolve(archive.name()), ready);
      } catch (IOException e) {
        throw new IOException(archive.name() + " " + e.getMessage(), e);
      }
      return ready.resolve(set.folder());
    }
    for (PublishedFile file : set.files()) {
      Files.move(unfinished.resolve(file.name()), ready.resolve(file.name()));
    }
    return ready;
  }

  private DataSet read(Path folder) throws IOException {
    return set.folder().equals(Mnist.FOLDER) ? Mnist.read(folder) : Cifar10.read(folder);
  }

  /** Puts the set in its place; if that fails, the one that was there is put back. */
  private void place(Path ready) throws IOException {
    Path replaced = unfinished.resolve("replaced");
    boolean present = Files.exists(folder());
    if (present) {
      Files.move(folder(), replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(ready, folder(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (present) {
        Files.move(replaced, folder(), StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }
}
