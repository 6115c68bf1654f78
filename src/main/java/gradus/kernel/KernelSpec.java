package gradus.kernel;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Registers the kernel with Jupyter: a folder {@code java} that holds all that the kernel needs but
 * the JDK.
 *
 * <p>{@code java -cp 'lib/*' gradus.kernel.KernelSpec install --prefix DIR} writes
 * DIR/share/jupyter/kernels/java.
 */
public final class KernelSpec {
  /** The JVM's flags, chosen once for every notebook. */
  public static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true",
          "-XX:+UseParallelGC",
          // So that a long counted loop in a cell can be interrupted, too.
          "-XX:+UseCountedLoopSafepoints",
          "-XX:LoopStripMiningIter=1000",
          "-Xlog:aot=off",
          "-Xlog:cds=off");

  private static final String CACHE = "kernel.aot";

  private KernelSpec() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3
        || !arguments[0].equals("install")
        || !arguments[1].equals("--prefix")) {
      throw new IllegalArgumentException(
          "received %s; expected install --prefix DIR".formatted(String.join(" ", arguments)));
    }
    System.out.println(install(Path.of(arguments[2])));
  }

  /** Writes the folder beside its final place and moves it there; returns where it is. */
  static Path install(Path prefix) throws IOException, InterruptedException {
    Path kernels =
        Files.createDirectories(prefix.toAbsolutePath().resolve("share/jupyter/kernels"));
    Path fresh = Files.createTempDirectory(kernels, ".java-");
    copyLibraries(fresh.resolve("lib"));
    Files.writeString(fresh.resolve("kernel.json"), json());
    Path place = kernels.resolve("java");
    delete(place);
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    Files.setPosixFilePermissions(
        place, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    cache(place);
    return place;
  }

  private static void copyLibraries(Path to) throws IOException {
    Files.createDirectories(to);
    for (String entry :
        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (Files.isRegularFile(jar)) {
        Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static String json() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", command("{resource_dir}", "{connection_file}"));
    spec.put("display_name", "Java (Gradus)");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    spec.put("metadata", Map.of("debugger", false));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n";
  }

  private static List<String> command(String folder, String argument) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-XX:AOTCache=" + folder + "/" + CACHE);
    command.add("-javaagent:" + folder + "/lib/gradus.jar");
    command.addAll(List.of("-cp", folder + "/lib/*", Main.class.getName(), argument));
    return command;
  }

  /**
   * Runs the kernel once so that the JVM can keep the classes it loads; without the archive it
   * starts more slowly.
   */
  private static void cache(Path place) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(command(place.toString(), "--train"));
    command.replaceAll(word -> word.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
    command.removeIf(word -> word.startsWith("-javaagent"));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
