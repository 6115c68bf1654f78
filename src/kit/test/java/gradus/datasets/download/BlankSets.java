package gradus.datasets.download;

import gradus.datasets.download.Manifest.PublishedSet;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Sets of the published sizes and formats, all black, as a publisher would offer them. */
final class BlankSets {
  /** The SHA-256 of 30,730,000 zeros. */
  private static final String BLANK =
      "3a8a84b64bcf861b26141d5cdcae007b8457d57210923dc132103760842ce568";

  private BlankSets() {}

  static PublishedSet mnist(Path folder) throws IOException {
    var files = new ArrayList<PublishedFile>();
    for (var part : List.of("train", "t10k")) {
      int count = part.equals("train") ? 60_000 : 10_000;
      files.add(idx(folder.resolve(part + "-images-idx3-ubyte.gz"), 0x803, count, 28, 28));
      files.add(idx(folder.resolve(part + "-labels-idx1-ubyte.gz"), 0x801, count));
    }
    return new PublishedSet(
        "mnist", "MNIST", "mnist", false, List.of(), files, 20_000_000, Map.of());
  }

  static PublishedSet cifar10(Path folder) throws IOException {
    Path archive = folder.resolve("cifar-10-binary.tar.gz");
    try (var tar = tar(archive)) {
      for (int batch = 1; batch <= 6; batch++) {
        String name = batch == 6 ? "test_batch.bin" : "data_batch_" + batch + ".bin";
        put(tar, "cifar-10-batches-bin/" + name, new byte[30_730_000]);
      }
      byte[] names = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n".getBytes(StandardCharsets.UTF_8);
      put(tar, "cifar-10-batches-bin/batches.meta.txt", names);
    }
    return set(archive);
  }

  /** An archive that passes for CIFAR-10's but holds one file of another name. */
  static PublishedSet archive(Path folder, String entry, int bytes) throws IOException {
    Path archive = folder.resolve("other.tar.gz");
    try (var tar = tar(archive)) {
      put(tar, entry, new byte[bytes]);
    }
    return set(archive);
  }

  static TarArchiveOutputStream tar(Path archive) throws IOException {
    return new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)));
  }

  static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static PublishedSet set(Path archive) throws IOException {
    return new PublishedSet(
        "cifar10",
        "CIFAR-10",
        "cifar-10-batches-bin",
        true,
        List.of(),
        List.of(published(archive)),
        184_500_000,
        Map.of("data_batch_1.bin", BLANK, "test_batch.bin", BLANK));
  }

  private static PublishedFile idx(Path file, int magic, int... sizes) throws IOException {
    int volume = 1;
    try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(magic);
      for (int size : sizes) {
        out.writeInt(size);
        volume *= size;
      }
      out.write(new byte[volume]);
    }
    return published(file);
  }

  private static PublishedFile published(Path file) throws IOException {
    return new PublishedFile(
        String.valueOf(file.getFileName()), Files.size(file), PublishedFile.md5(file));
  }
}
