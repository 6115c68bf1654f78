package gradus.kernel;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a path with {@code *} or {@code ?} in it stands for. */
final class Glob {
  private static final Pattern WILD = Pattern.compile("[*?]");

  private Glob() {}

  /** The files that match, in order; a path without wildcards stands for itself. */
  static List<Path> files(String pattern) {
    Matcher wild = WILD.matcher(pattern);
    if (!wild.find()) {
      return List.of(Path.of(pattern).toAbsolutePath());
    }
    Path folder =
        Path.of(pattern.substring(0, wild.start()) + "x").toAbsolutePath().resolveSibling("");
    PathMatcher matcher =
        FileSystems.getDefault()
            .getPathMatcher("glob:" + Path.of("").toAbsolutePath().resolve(pattern).normalize());
    try (Stream<Path> files = Files.walk(folder.normalize())) {
      return files.filter(matcher::matches).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot list " + folder + " for " + pattern + "; does the folder exist?", e);
    }
  }
}
