package gradus.datasets.download;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The list of data sets that can be fetched: where from, and what their files must be. */
public record Manifest(List<PublishedSet> sets) {

  /** Reads {@code datasets/manifest.json}. */
  public static Manifest read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Manifest(List.of(new Gson().fromJson(reader, PublishedSet[].class)));
    } catch (JsonParseException e) {
      throw new IOException(file + " is not a list of data sets: " + e.getMessage(), e);
    }
  }

  /** The set of this name, such as {@code mnist}. */
  public PublishedSet set(String id) {
    List<String> known = sets.stream().map(PublishedSet::id).toList();
    if (!known.contains(id)) {
      throw new IllegalArgumentException("no data set \"%s\"; there are %s".formatted(id, known));
    }
    return sets.get(known.indexOf(id));
  }

  /**
   * One data set.
   *
   * @param id its name on the command line
   * @param folder its folder inside a data folder
   * @param packed whether its one file is a .tar.gz archive that holds this folder
   * @param mirrors addresses that end in a slash, to be tried in turn
   * @param unpackedBytes the largest space that its files may take
   * @param contents the SHA-256 of each file's bytes, unpacked, by the file's name without .gz
   */
  public record PublishedSet(
      String id,
      String title,
      String folder,
      boolean packed,
      List<String> mirrors,
      List<PublishedFile> files,
      long unpackedBytes,
      Map<String, String> contents) {
    /** The names of the files as their publishers have them. */
    public List<String> fileNames() {
      return files.stream().map(PublishedFile::name).toList();
    }

    /** The number of bytes to fetch. */
    long bytes() {
      return files.stream().mapToLong(PublishedFile::bytes).sum();
    }

    /** The same set from one other place: an address or a folder that holds its files. */
    public PublishedSet from(String place) {
      boolean isAddress = place.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
      String base = isAddress ? place : Path.of(place).toAbsolutePath().normalize().toUri() + "";
      for (PublishedFile file : files) {
        base = base.endsWith("/" + file.name()) ? base.substring(0, base.lastIndexOf('/')) : base;
      }
      List<String> only = List.of(base.endsWith("/") ? base : base + "/");
      return new PublishedSet(id, title, folder, packed, only, files, unpackedBytes, contents);
    }
  }
}
