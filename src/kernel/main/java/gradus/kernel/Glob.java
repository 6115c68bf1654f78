package gradus.kernel;

import gradus.kernel.session.Agent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Expands paths with {@code *} or {@code ?} to the files that match. */
final class Glob {
  private static final Pattern WILD = Pattern.compile("[*?]");
  private static final Pattern ABOVE = Pattern.compile("(?:\\.\\.?/)+([^/].*)");

  private Glob() {}

  /**
   * The files that exist and match.
   *
   * <p>A notebook that was copied elsewhere looks for the library beside it, as {@code
   * ../../lib/*.jar}. If nothing is there, the path is tried in the folder that {@code GRADUS_HOME}
   * names and in the kernel's own, whose {@code lib} has what the kernel was registered with.
   */
  static List<Path> found(String pattern) {
    return Stream.concat(Stream.of(pattern), elsewhere(pattern))
        .map(Glob::existing)
        .filter(files -> !files.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Whether {@link #found} would find one folder. */
  static boolean isFolder(String path) {
    List<Path> files = found(path);
    return files.size() == 1 && Files.isDirectory(files.getFirst());
  }

  private static List<Path> existing(String pattern) {
    try {
      return files(pattern).stream().filter(Files::exists).toList();
    } catch (IllegalArgumentException e) {
      return List.of(); // no such folder
    }
  }

  private static Stream<String> elsewhere(String pattern) {
    Matcher above = ABOVE.matcher(pattern.replace(File.separatorChar, '/'));
    return above.matches()
        ? Stream.of(Optional.ofNullable(System.getenv("GRADUS_HOME")), ownFolder())
            .flatMap(Optional::stream)
            .map(home -> home + "/" + above.group(1))
        : Stream.empty();
  }

  /** Two folders above the jar that holds this kernel. */
  private static Optional<String> ownFolder() {
    return Optional.of(Agent.jar())
        .filter(Files::isRegularFile)
        .map(Path::getParent)
        .map(Path::getParent)
        .map(Path::toString);
  }

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
