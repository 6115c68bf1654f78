package gradus.kernel;

import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
          // So that a class can be run again (Agent), and documentation be found (Inspector).
          "-Djdk.attach.allowAttachSelf=true",
          "-XX:+EnableDynamicAgentLoading",
          "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
          "-Xlog:aot=off",
          "-Xlog:cds=off");

  private static final String CACHE = "kernel.aot";
  private static final String START = "start";

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
    Path fresh = Files.createDirectory(kernels.resolve(".java-" + ProcessHandle.current().pid()));
    copyLibraries(fresh.resolve("lib"));
    Files.writeString(fresh.resolve("kernel.json"), json());
    Files.writeString(fresh.resolve(START), start());
    Path place = kernels.resolve("java");
    delete(place);
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    cache(place);
    return place;
  }

  /** The jar that holds the kernel. */
  static Path home() {
    try {
      return Path.of(KernelSpec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the kernel's jar has no path", e);
    }
  }

  /** The script that explains a JDK that is gone; Windows starts Java itself. */
  private static String start() throws IOException {
    try (InputStream script = Objects.requireNonNull(KernelSpec.class.getResourceAsStream(START))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void copyLibraries(Path to) throws IOException {
    Files.createDirectories(to);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (Files.isRegularFile(jar)) {
        Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static String json() {
    Map<String, Object> spec = new LinkedHashMap<>();
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '/') {
      command.addAll(List.of("sh", "{resource_dir}/" + START));
    }
    command.addAll(command("{resource_dir}", "{connection_file}"));
    spec.put("argv", command);
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
    command.addAll(List.of("-cp", folder + "/lib/*", KernelMain.class.getName(), argument));
    return command;
  }

  /**
   * Runs the kernel once so that the JVM can keep the classes it loads; without the archive it
   * starts more slowly.
   */
  private static void cache(Path place) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(command(place.toString(), "--train"));
    command.replaceAll(word -> word.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
