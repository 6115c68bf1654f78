package gradus.kernel;

import com.google.gson.GsonBuilder;
import gradus.kernel.debug.Target;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Registers the kernel with Jupyter: writes a folder with everything that the kernel needs except
 * the JDK, and beside it a second one that starts the same kernel with its debugger.
 *
 * <p>{@code java -cp 'lib/*' gradus.kernel.KernelSpec install --prefix DIR} writes them to
 * DIR/share/jupyter/kernels; {@code --user} and {@code --sys-prefix} to the user's kernels and to
 * those of the Python environment. {@link Install} does the same from one jar.
 */
public final class KernelSpec {
  /** Cells and libraries may use the Vector API. The kernel adds it later: {@link VectorModule}. */
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** The flags of a JVM that computes as a notebook's does, and why each is there. */
  public static final List<String> FLAGS =
      List.of(
          VECTORS,
          // Libraries that use native code or Unsafe print no warnings into notebooks.
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          // Pictures are drawn in memory, without a display.
          "-Djava.awt.headless=true",
          // More than half of the machine's memory, or of the container's: CIFAR-10 needs more than
          // the usual quarter of a small one. With 60 % there was not always room in 1 GiB for what
          // is outside of the heap: code, classes, JupyterLab's server.
          "-XX:MaxRAMPercentage=55",
          // Notebooks compute: throughput matters more than short pauses.
          "-XX:+UseParallelGC",
          // A training step makes large arrays that die at once. By default the collector gives
          // such a program ever more of the memory, and the first touch of new memory is slow:
          // lesson 06 took twice as long, and 4.5 GB instead of 0.7.
          "-XX:GCTimeRatio=19",
          "-XX:YoungGenerationSizeIncrement=5",
          "-XX:YoungGenerationSizeSupplement=8",
          // Four fifths of the heap for data, which stay; new arrays need little room. In a
          // container of 1 GiB that is 450 MB, without the flag 375.
          "-XX:NewRatio=4",
          // A thread in a counted loop stops for a moment when an Interruption changes the code
          // that it runs, not only when the loop ends. G1 sets these itself, the parallel
          // collector does not.
          "-XX:+UseCountedLoopSafepoints",
          "-XX:LoopStripMiningIter=1000",
          // An exception of hot code keeps its message and its line.
          "-XX:-OmitStackTraceInFastThrow",
          // The Agent attaches to its own JVM, to redefine classes.
          "-Djdk.attach.allowAttachSelf=true",
          "-XX:+EnableDynamicAgentLoading",
          // The Inspector adds the sources of libraries to those that JShell knows.
          "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
          // A missing or outdated archive of classes costs time, but is no reason for a warning.
          "-Xlog:aot=off",
          "-Xlog:cds=off");

  private static final String CACHE = "kernel.aot";
  private static final String START = "start";

  /** What Jupyter puts the kernel's folder in the place of. */
  static final String RESOURCE_DIR = "{resource_dir}";

  private KernelSpec() {}

  /** Registers the kernel as the class comment says, and prints where. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of(arguments));
    if (options.isEmpty() || !options.removeFirst().equals("install")) {
      throw JupyterFolder.unexpected(List.of(arguments));
    }
    boolean relocatable = options.remove("--relocatable");
    System.out.println(install(JupyterFolder.of(options, System.getenv()), relocatable));
  }

  /**
   * Writes each folder beside its final place, moves it there and returns the path of the first.
   * Two at a time take turns.
   *
   * @param folder of all kernels
   * @param relocatable whether {@code kernel.json} leaves the folder's name to Jupyter, as {@code
   *     {resource_dir}}; other front ends do not know that
   */
  static Path install(Path folder, boolean relocatable) throws IOException, InterruptedException {
    Path kernels = Files.createDirectories(folder.toAbsolutePath());
    try (FileChannel lock =
        FileChannel.open(
            kernels.resolve(".java.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      return installAlone(kernels, relocatable);
    }
  }

  private static Path installAlone(Path kernels, boolean relocatable)
      throws IOException, InterruptedException {
    Path place = kernels.resolve("java");
    Path fresh = fresh(kernels);
    copyLibraries(fresh.resolve("lib"));
    Files.writeString(
        fresh.resolve("kernel.json"), json(relocatable ? RESOURCE_DIR : place.toString(), false));
    Files.writeString(fresh.resolve(START), start());
    swap(fresh, place);
    cache(place);
    fresh = fresh(kernels);
    String beside = RESOURCE_DIR + "/../java";
    Files.writeString(
        fresh.resolve("kernel.json"), json(relocatable ? beside : place.toString(), true));
    swap(fresh, kernels.resolve("java-debugger"));
    return place;
  }

  private static Path fresh(Path kernels) throws IOException {
    Path fresh = kernels.resolve(".java-fresh");
    delete(fresh);
    return Files.createDirectory(fresh);
  }

  private static void swap(Path fresh, Path place) throws IOException {
    Path previous = place.resolveSibling(".java-previous");
    delete(previous);
    if (Files.exists(place)) {
      Files.move(place, previous, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    delete(previous);
  }

  /** The script that looks for another JDK if the recorded one is gone. Windows does without. */
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
        copySources(jar, to);
      }
    }
  }

  /** The sources of a library, in which the kernel looks up documentation. */
  private static void copySources(Path jar, Path to) throws IOException {
    Path sources = Inspector.sources(jar);
    if (Files.exists(sources)) {
      Path folder = Files.createDirectories(to.resolve("sources"));
      Files.copy(sources, folder.resolve(sources.getFileName()));
    }
  }

  /** The specification of a kernel that is in a folder, with or without its debugger. */
  static String json(String folder, boolean debugger) {
    Map<String, Object> spec = new LinkedHashMap<>();
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '/') {
      command.addAll(List.of("sh", folder + "/" + START));
    }
    command.addAll(command(folder, "{connection_file}"));
    if (debugger) {
      command.add(command.indexOf("-cp"), Target.AGENT);
    }
    spec.put("argv", command);
    spec.put("display_name", debugger ? "Java with debugger (Gradus)" : "Java (Gradus)");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    Optional.ofNullable(System.getenv("GRADUS_HOME"))
        .filter(home -> !home.isBlank())
        .ifPresent(home -> spec.put("env", Map.of("GRADUS_HOME", home)));
    spec.put("metadata", Map.of("debugger", debugger));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n";
  }

  private static List<String> command(String folder, String argument) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.set(command.indexOf(VECTORS), VectorModule.PERMISSION);
    command.add("-XX:AOTCache=" + folder + "/" + CACHE);
    command.addAll(List.of("-cp", folder + "/lib/*", KernelMain.class.getName(), argument));
    return command;
  }

  /** Runs the kernel once to archive the classes that it loads, which makes each start quicker. */
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
