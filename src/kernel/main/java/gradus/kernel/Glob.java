package gradus.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Expands paths with {@code *} or {@code ?} to the files that match. */
final class Glob {
  private static final Pattern WILD = Pattern.compile("[*?]");

  private Glob() {}

  /** The files that match, in order; a path without wildcards stands for itself. */
  static List<Path> files(String pattern) {
    String path = pattern.replace(File.separatorChar, '/');
    Matcher wild = WILD.matcher(path);
    if (!wild.find()) {
      return List.of(Path.of(path).toAbsolutePath());
    }
    int end = path.lastIndexOf('/', wild.start()) + 1;
    Path folder = Path.of(path.substring(0, end)).toAbsolutePath().normalize();
    String below = path.substring(end);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + below);
    int depth = below.contains("**") ? Integer.MAX_VALUE : below.split("/", -1).length;
    try (Stream<Path> files = Files.walk(folder, depth).skip(1)) {
      return files.filter(file -> matcher.matches(folder.relativize(file))).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "cannot list " + folder + " for " + pattern + "; does the folder exist?", e);
    }
  }
}
