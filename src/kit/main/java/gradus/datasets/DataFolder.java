package gradus.datasets;

import gradus.course.KitHome;
import gradus.data.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place where data sets lie: {@code mnist/}, {@code fashion-mnist/} and {@code
 * cifar-10-batches-bin/} as published, and the generated sets.
 *
 * @param published the folder around the published ones
 * @param generated the folder that the generated sets are kept in
 * @param system the folder around the published sets that packages of the system bring
 */
public record DataFolder(Path published, Path generated, Path system) {
  private static final String OFFLINE = "offline";

  /** Where Debian's package {@code dataset-fashion-mnist} puts its files. */
  private static final Path SYSTEM = Path.of("/usr/share/datasets");

  /**
   * The folder that GRADUS_DATA names, or the kit's own {@code datasets/}; without a kit, one in
   * the user's cache. Generated sets are kept in the kit, or where that cannot be written, in the
   * others.
   *
   * @throws IOException if GRADUS_DATA names no folder, or there is no place at all
   */
  public static DataFolder current() throws IOException {
    return current(System.getenv(), KitHome.find());
  }

  static DataFolder current(Map<String, String> environment, Optional<Path> home)
      throws IOException {
    Optional<Path> named = named(environment, home);
    Optional<Path> own = home.map(kit -> kit.resolve("datasets"));
    List<Path> places =
        Stream.of(own, named, cache(environment)).flatMap(Optional::stream).toList();
    if (places.isEmpty()) {
      throw new IOException(
          "no kit around the working directory; set GRADUS_HOME to the kit's folder or"
              + " GRADUS_DATA to a folder for data");
    }
    Path generated = places.stream().filter(DataFolder::canHold).findFirst().orElse(places.get(0));
    return new DataFolder(named.orElse(places.get(0)), generated.resolve(OFFLINE), SYSTEM);
  }

  /** A relative path begins at the working directory or, in a notebook, at the kit. */
  private static Optional<Path> named(Map<String, String> environment, Optional<Path> home)
      throws IOException {
    String text = environment.getOrDefault("GRADUS_DATA", "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    Path here = Path.of(text).toAbsolutePath().normalize();
    Path folder = Files.isDirectory(here) ? here : home.orElse(here).resolve(text).normalize();
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(
          here + ", which GRADUS_DATA names; create it or unset GRADUS_DATA");
    }
    return Optional.of(folder);
  }

  private static Optional<Path> cache(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    String user = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
    return cache.isBlank() && user.isBlank()
        ? Optional.empty()
        : Optional.of(
            (cache.isBlank() ? Path.of(user, ".cache") : Path.of(cache)).resolve("gradus"));
  }

  /** Whether generated sets are there or can be written there. */
  private static boolean canHold(Path place) {
    Path folder = place.resolve(OFFLINE).toAbsolutePath();
    if (OfflineSets.areIn(folder)) {
      return true;
    }
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing);
  }

  /** A folder that holds everything, generated sets too. */
  public static DataFolder at(Path folder) {
    return new DataFolder(folder, folder.resolve(OFFLINE), SYSTEM);
  }

  /** The folder of MNIST's four files. */
  public Path mnist() {
    return published.resolve(Mnist.FOLDER);
  }

  /** The folder around a published set: this one, or the system's where only that has it. */
  public Path around(String set) throws IOException {
    return !isPresent(published.resolve(set)) && isPresent(system.resolve(set))
        ? system
        : published;
  }

  /** The folder of CIFAR-10's batches. */
  public Path cifar10() {
    return published.resolve(Cifar10.FOLDER);
  }

  /** MNIST where it is present, else the generated digits. A damaged MNIST is an error. */
  public DataSet digits() throws IOException {
    return isPresent(mnist()) ? Mnist.read(mnist()) : offlineDigits();
  }

  /**
   * Grey pictures of 28×28 in ten classes: MNIST where it is present, else Fashion-MNIST, else the
   * generated digits. A damaged set is an error.
   */
  public DataSet greyPictures() throws IOException {
    Path fashion = around(Mnist.FASHION_FOLDER).resolve(Mnist.FASHION_FOLDER);
    return !isPresent(mnist()) && isPresent(fashion) ? Mnist.readFashion(fashion) : digits();
  }

  /** CIFAR-10 where it is present, else the generated objects. A damaged CIFAR-10 is an error. */
  public DataSet objects() throws IOException {
    return isPresent(cifar10()) ? Cifar10.read(cifar10()) : offlineObjects();
  }

  /** The generated digits, drawn now if they are not there yet. */
  public DataSet offlineDigits() throws IOException {
    return OfflineSets.digits(generated);
  }

  /** The generated objects, drawn now if they are not there yet. */
  public DataSet offlineObjects() throws IOException {
    return OfflineSets.objects(generated);
  }

  /** Whether a published set's folder holds any file, sound or not. */
  public static boolean isPresent(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }
}
