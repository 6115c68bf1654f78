package gradus.cli;

import gradus.datasets.Folders;
import gradus.kernel.KernelSpec;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the runs of experiments on Apache Spark: fetches it, compiles the program that uses it, and
 * starts that with what Spark and training need of the JVM.
 *
 * @param kit whose library and experiments the executors use
 * @param concurrency the number of runs at a time, in each executor
 * @param settings of Spark, which overrule those made here
 */
record OnSpark(Kit kit, int concurrency, Map<String, String> settings) {
  /** The packages of the JDK into which Spark reaches. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.util.calendar");

  /** Runs the program with its arguments and returns its exit code. */
  int run(Optional<String> master, List<String> arguments, PrintWriter out, PrintWriter errors)
      throws IOException, InterruptedException, MissingException {
    Path project = kit.home().resolve("src/kit/spark");
    Path home = kit.peerLibraries().resolve("spark");
    Path jars =
        new MavenLibraries(kit, out)
            .fetch("Apache Spark", "spark/jars", project.resolve("pom.xml"), List.of());
    Path program = compiled(project.resolve("java"), jars, home.resolve("gradus-spark.jar"));
    String address = master.orElse("local[%d]".formatted(concurrency));
    List<String> flags = new ArrayList<>();
    OPENED.forEach(packages -> flags.add("--add-opens=" + packages + "=ALL-UNNAMED"));
    flags.add("-Dlog4j2.configurationFile=" + project.resolve("log4j2.properties").toUri());
    settings(address, program).forEach((name, value) -> flags.add("-D" + name + "=" + value));
    flags.addAll(List.of("-cp", String.join(File.pathSeparator, classPath(program, jars))));
    return FastJava.again(flags, 1, "gradus.spark.SparkCampaign", arguments, errors);
  }

  private Map<String, String> settings(String master, Path program) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spark.master", master);
    all.put("spark.app.name", "Gradus");
    all.put("spark.ui.enabled", "false");
    all.put("spark.task.maxFailures", "8");
    if (!master.startsWith("local")) {
      all.put("spark.jars", program + "," + String.join(",", library()));
      all.put("spark.executor.cores", Integer.toString(concurrency));
      all.put("spark.executor.memory", "2g");
      all.put(
          "spark.executor.extraJavaOptions",
          String.join(" ", KernelSpec.FLAGS) + " -Dgradus.threads=1 -Duser.language=en");
      all.put("spark.executorEnv.GRADUS_HOME", kit.home().toString());
    }
    all.putAll(settings);
    return all;
  }

  private List<String> classPath(Path program, Path jars) throws IOException {
    List<String> all = new ArrayList<>(List.of(program.toString()));
    all.addAll(jars(jars));
    all.addAll(library());
    return all;
  }

  /** The kit's jars; Spark has its own way of logging. */
  private List<String> library() throws IOException {
    return jars(kit.lib()).stream()
        .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("slf4j"))
        .toList();
  }

  private static List<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().toList();
    }
  }

  /** Compiled anew each time: executors load the program from a jar. */
  private Path compiled(Path sources, Path jars, Path jar) throws IOException {
    Path classes = Files.createTempDirectory("gradus-spark");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> words =
          new ArrayList<>(
              List.of(
                  "-nowarn",
                  "-proc:none",
                  "-d",
                  classes.toString(),
                  "-cp",
                  String.join(File.pathSeparator, classPath(jar, jars))));
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(words::add);
      run("javac", words);
      run("jar", List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
      return jar;
    } finally {
      Folders.delete(classes);
    }
  }

  private static void run(String tool, List<String> words) {
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool))
            .run(writer, writer, words.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("the program for Spark does not compile: " + said);
    }
  }
}
