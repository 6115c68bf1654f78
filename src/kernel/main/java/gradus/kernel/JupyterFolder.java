package gradus.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders in which Jupyter looks for kernels: of a user, or of a Python environment. */
final class JupyterFolder {
  private static final String EXPECTED =
      "received %s; expected install [--user | --sys-prefix | --prefix DIR] [--relocatable]";

  private JupyterFolder() {}

  /** The folder that the options of {@code install} name; without any, the user's. */
  static Path of(List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    if (options.isEmpty() || options.equals(List.of("--user"))) {
      return user(environment);
    }
    if (options.equals(List.of("--sys-prefix"))) {
      return below(sysPrefix(environment));
    }
    if (options.size() == 2 && options.getFirst().equals("--prefix")) {
      return below(Path.of(options.get(1)));
    }
    throw unexpected(options);
  }

  static IllegalArgumentException unexpected(List<String> arguments) {
    return new IllegalArgumentException(EXPECTED.formatted(String.join(" ", arguments)));
  }

  private static Path below(Path prefix) {
    return prefix.toAbsolutePath().normalize().resolve("share/jupyter/kernels");
  }

  private static Path user(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path data =
        named(environment, "JUPYTER_DATA_DIR")
            .orElseGet(
                () ->
                    system.contains("mac")
                        ? Path.of(home, "Library", "Jupyter")
                        : system.contains("windows")
                            ? named(environment, "APPDATA").orElse(Path.of(home)).resolve("jupyter")
                            : named(environment, "XDG_DATA_HOME")
                                .orElse(Path.of(home, ".local", "share"))
                                .resolve("jupyter"));
    return data.toAbsolutePath().resolve("kernels");
  }

  /** The environment that is active, or that of the Python on the path. */
  private static Path sysPrefix(Map<String, String> environment)
      throws IOException, InterruptedException {
    Optional<Path> active =
        Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
            .flatMap(name -> named(environment, name).stream())
            .findFirst();
    return active.isPresent() ? active.get() : pythonsPrefix();
  }

  private static Path pythonsPrefix() throws IOException, InterruptedException {
    for (String python : List.of("python3", "python")) {
      try {
        Process process = new ProcessBuilder(python, "-c", "import sys; print(sys.prefix)").start();
        String prefix =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() == 0) {
          return Path.of(prefix);
        }
      } catch (IOException e) {
        // There is none of this name.
      }
    }
    throw new IOException(
        "there is no Python on the path; activate an environment, or name its folder with --prefix");
  }

  private static Optional<Path> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }
}
