package gradus.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The zip archive of arrays that NumPy calls .npz. */
final class NpzFile {
  private static final String SUFFIX = ".npy";

  /** The same arrays give the same bytes on any day. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzFile() {}

  static SequencedMap<String, Npy> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file");
    }
    var arrays = new LinkedHashMap<String, Npy>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          throw new IOException("holds \"" + name + "\", expected only arrays of NumPy");
        }
        String plain = name.substring(0, name.length() - SUFFIX.length());
        arrays.put(plain, array(zip, entry));
      }
    } catch (ZipException e) {
      Optional<String> kind = FileKind.of(file).filter(known -> !known.contains("zip archive"));
      if (kind.isPresent()) {
        throw new IOException(
            "%s is no .npz file but %s; write one with numpy.savez".formatted(file, kind.get()), e);
      }
      throw new IOException(
          "%s is cut short or no .npz file (%s); delete it, or put a whole one in its place"
              .formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return arrays;
  }

  private static Npy array(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      if (bytes.length != entry.getSize() || checksum(bytes).getValue() != entry.getCrc()) {
        throw new IOException("is damaged: its checksum does not match");
      }
      return Npy.parse(bytes);
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw new IOException(entry.getName() + " " + e.getMessage(), e);
    }
  }

  static void write(Path file, Map<String, Npy> arrays) throws IOException {
    // Of its own for each process, so that two that write the same file do not mix their bytes.
    Path unfinished =
        file.resolveSibling(
            ".%s.%d.unfinished".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      writeInPlace(unfinished, arrays);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void writeInPlace(Path file, Map<String, Npy> arrays) throws IOException {
    try (var channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        var out =
            new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
      for (Map.Entry<String, Npy> array : arrays.entrySet()) {
        writeEntry(out, array.getKey() + SUFFIX, array.getValue());
      }
      out.finish();
      out.flush();
      channel.force(true);
    }
  }

  private static void writeEntry(ZipOutputStream out, String name, Npy array) throws IOException {
    byte[] header = array.header();
    byte[] data = new byte[array.data().capacity()];
    array.elements().get(data);
    CRC32 checksum = checksum(header);
    checksum.update(data);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(NO_TIME);
    entry.setSize((long) header.length + data.length);
    entry.setCrc(checksum.getValue());
    out.putNextEntry(entry);
    out.write(header);
    out.write(data);
    out.closeEntry();
  }

  private static CRC32 checksum(byte[] bytes) {
    var checksum = new CRC32();
    checksum.update(bytes);
    return checksum;
  }
}
