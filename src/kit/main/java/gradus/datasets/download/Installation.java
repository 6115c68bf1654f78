package gradus.datasets.download;

import gradus.data.DataSet;
import gradus.datasets.Cifar10;
import gradus.datasets.DataFolder;
import gradus.datasets.Folders;
import gradus.datasets.Mnist;
import gradus.datasets.Unpacked;
import gradus.datasets.download.Download.Patience;
import gradus.datasets.download.Manifest.PublishedSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Installs one published set into a data folder, as a whole or not at all.
 *
 * <p>Everything happens in the hidden folder {@code .unfinished} beside the sets. Only what was cut
 * off by the end of the program stays there, to be resumed the next time.
 */
public final class Installation {
  private final PublishedSet set;
  private final Path data;
  private final Path unfinished;
  private final Disk disk;
  private final Patience patience;

  /** Installs a set into a data folder, which is created if it does not exist. */
  public Installation(PublishedSet set, Path data) {
    this(set, data, new Disk(), Patience.USUAL);
  }

  /** The installation of a set where a data folder finds it, which may be the system's. */
  public static Installation found(PublishedSet set, DataFolder data) throws IOException {
    return new Installation(set, data.around(set.folder()));
  }

  Installation(PublishedSet set, Path data, Disk disk, Patience patience) {
    this.set = set;
    this.data = data.toAbsolutePath().normalize();
    this.unfinished = this.data.resolve(".unfinished").resolve(set.id());
    this.disk = disk;
    this.patience = patience;
  }

  /** The folder of the installed set. */
  public Path folder() {
    return data.resolve(set.folder());
  }

  /** Reads the installed set, strictly. */
  public DataSet read() throws IOException {
    return read(folder());
  }

  /**
   * The files of the installed set that are not what was published, each with what is wrong: with
   * labels or batches exchanged, say, a file can still be read.
   */
  public List<String> differences() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> content : new TreeMap<>(set.contents()).entrySet()) {
      Path plain = folder().resolve(content.getKey());
      Path file = Files.exists(plain) ? plain : folder().resolve(content.getKey() + ".gz");
      String found = Files.exists(file) ? Unpacked.sha256(file) : "";
      if (found.isEmpty()) {
        differences.add(content.getKey() + " is missing");
      } else if (!found.equals(content.getValue())) {
        differences.add(file.getFileName() + " is not the published one" + owner(found));
      }
    }
    return differences;
  }

  private String owner(String digest) {
    return set.contents().entrySet().stream()
        .filter(content -> content.getValue().equals(digest))
        .map(content -> "; it holds what belongs in " + content.getKey())
        .collect(Collectors.joining());
  }

  private DataSet read(Path folder) throws IOException {
    return switch (set.folder()) {
      case Mnist.FOLDER -> Mnist.read(folder);
      case Mnist.FASHION_FOLDER -> Mnist.readFashion(folder);
      default -> Cifar10.read(folder);
    };
  }

  /**
   * Fetches, verifies, unpacks and places the set, replacing an installed one.
   *
   * @throws IOException with the file, the sources and the reason; nothing has changed then
   */
  public void run(DownloadProgress progress) throws IOException, InterruptedException {
    Files.createDirectories(unfinished);
    Path lock = unfinished.resolveSibling(set.id() + ".lock");
    try (var alone = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      requireLock(alone);
      try {
        restorePrevious();
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
      if (!DataFolder.isPresent(data.resolve(".unfinished"))) {
        Files.delete(data.resolve(".unfinished"));
      }
    }
  }

  private static void requireLock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // held by a thread of this process
    }
    throw new IOException("It is being fetched by another process; wait for that one.");
  }

  private void requireSpace() throws IOException {
    long needed = set.unpackedBytes() + (set.packed() ? set.bytes() : 0);
    long usable = disk.usableSpace(unfinished);
    if (usable < needed) {
      throw new IOException(
          "%s needs %,d MB of space, %s has %,d MB left"
              .formatted(set.title(), needed >> 20, data, usable >> 20));
    }
  }

  private void fetch(DownloadProgress progress) throws IOException, InterruptedException {
    var download = new Download(disk, patience, progress);
    var mirrors = new ArrayList<>(set.mirrors());
    for (PublishedFile file : set.files()) {
      String good = download.fetch(file, mirrors, unfinished.resolve(file.name()));
      mirrors.remove(good);
      mirrors.addFirst(good);
    }
  }

  /** A folder with the files of the set, ready to be moved into place. */
  private Path prepare() throws IOException {
    Path ready = unfinished.resolve("ready");
    Folders.delete(ready);
    Files.createDirectory(ready);
    for (PublishedFile file : set.files()) {
      Path fetched = unfinished.resolve(file.name());
      if (set.packed()) {
        unpack(fetched, ready);
      } else {
        Files.move(fetched, ready.resolve(file.name()));
      }
    }
    return set.packed() ? ready.resolve(set.folder()) : ready;
  }

  private void unpack(Path archive, Path folder) throws IOException {
    try {
      new Unpacking(disk, set.unpackedBytes()).unpack(archive, folder);
    } catch (IOException e) {
      throw new IOException(archive.getFileName() + " " + e.getMessage(), e);
    }
  }

  /** Moves the set into its place; if that fails, the previous one is put back. */
  private void place(Path ready) throws IOException {
    if (Files.exists(folder())) {
      Files.move(folder(), previous(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(ready, folder(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      restorePrevious();
      throw e;
    }
  }

  /** Where the installed set is for a moment; it is still there if the program ended in it. */
  private Path previous() {
    return unfinished.resolve("previous");
  }

  private void restorePrevious() throws IOException {
    if (Files.exists(previous()) && !Files.exists(folder())) {
      Files.move(previous(), folder(), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
