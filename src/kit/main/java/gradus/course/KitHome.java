package gradus.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folder of the kit itself, wherever the working directory is. */
public final class KitHome {
  private static final Path MARK = Path.of("datasets", "README.md");

  private KitHome() {}

  /** The folder that GRADUS_HOME names, or the nearest kit around the working directory. */
  public static Optional<Path> find() {
    return find(System.getenv(), Path.of("").toAbsolutePath());
  }

  static Optional<Path> find(Map<String, String> environment, Path workingDirectory) {
    String named = environment.getOrDefault("GRADUS_HOME", "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named).toAbsolutePath().normalize());
    }
    for (Path at = workingDirectory; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(MARK))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
