package gradus.sandbox;

import gradus.kernel.PipedKernel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java program to start, and the files it has to be able to read.
 *
 * @param java the command, without the program
 * @param program its main class and arguments
 * @param files the JDK, the class path and the archive of their classes
 * @param limits of the program
 */
public record JavaCommand(
    List<String> java, List<String> program, List<Path> files, Limits limits) {
  /** The flags that make a short life cheap. */
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=off");

  /** Most graded cells compute too little for the optimising compiler to pay. */
  private static final String COMPILE_SIMPLY = "-XX:TieredStopAtLevel=1";

  /** Compiled simply, vectors are slower than numbers, and they keep an archive from use. */
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** The archive of their classes from which kernels start, if there is one. */
  private static volatile Optional<Path> archive = Optional.empty();

  /** Lets the kernels that compile simply start from an archive of their classes, from now on. */
  public static void startFrom(Path classes) {
    archive = Optional.of(classes);
  }

  /** A kernel on this program's own Java and library. */
  public static JavaCommand kernel(Limits limits) {
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isBlank())
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .filter(Files::exists)
            .toList();
    List<String> words = new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
    words.addAll(FLAGS);
    Optional<Path> classes = limits.isTraining() ? Optional.empty() : archive;
    words.add(limits.isTraining() ? VECTORS : COMPILE_SIMPLY);
    classes.ifPresent(file -> words.add("-XX:AOTCache=" + file));
    words.add("-Xmx" + limits.megabytes() + "m");
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    return new JavaCommand(
        words,
        List.of(PipedKernel.class.getName()),
        Stream.of(Stream.of(home), classPath.stream(), classes.stream())
            .flatMap(files -> files)
            .toList(),
        limits);
  }

  /** The same Java with another program. */
  public JavaCommand running(List<String> otherProgram) {
    return new JavaCommand(java, otherProgram, files, limits);
  }

  /** The words of the command, with one more flag. */
  public List<String> with(String flag) {
    List<String> words = new ArrayList<>(words());
    words.add(1, flag);
    return words;
  }

  /** The words of the command. */
  public List<String> words() {
    return Stream.concat(java.stream(), program.stream()).toList();
  }
}
