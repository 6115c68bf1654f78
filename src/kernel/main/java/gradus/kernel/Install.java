package gradus.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Registers the kernel from its jar alone: {@code java -jar gradus-kernel.jar install --user}.
 *
 * <p>The jar holds the jars that the kernel needs. They are unpacked, and {@link KernelSpec}, which
 * needs them too, is run with them.
 */
public final class Install {
  private static final String INSIDE = "META-INF/lib/";

  private Install() {}

  /** Runs {@link KernelSpec} with the same arguments and ends with its exit code. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Path jar = Path.of(Install.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = Files.createTempDirectory("gradus-kernel");
    int code;
    try {
      unpack(jar, folder);
      Files.copy(jar, folder.resolve("gradus-kernel.jar"));
      code = run(folder, List.of(arguments));
    } finally {
      delete(folder);
    }
    System.exit(code);
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        if (entry.getName().startsWith(INSIDE)) {
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, folder.resolve(Path.of(entry.getName()).getFileName().toString()));
          }
        }
      }
    }
  }

  private static int run(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + "/*",
                KernelSpec.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
