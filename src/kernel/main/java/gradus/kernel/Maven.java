package gradus.kernel;

import gradus.kernel.session.CellError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds libraries, with all their dependencies, for {@code %maven}: runs the Maven that is
 * installed, with the user's settings.
 *
 * <p>Maven's resolver as a library (MIMA 2.4.38, 29 jars of 3.7 MB) would need no installed Maven,
 * but a larger class path makes each start of the kernel slower: 14 % more CPU time to the first
 * result.
 */
final class Maven {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  /** How Maven names a missing library: group, artifact, type, version. */
  private static final Pattern MISSING =
      Pattern.compile("([^:\\s]+:[^:\\s]+):[^:\\s]+:([^:\\s]+) (?:was not found )?in ");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** An error that says more than how to ask Maven for more. */
  private static final Pattern TELLING =
      Pattern.compile(
          "^\\[ERROR\\] (?!Re-run|To see the full|For more information|\\[Help|-> \\[Help)\\S");

  private Maven() {}

  /** The jars of libraries given as {@code group:artifact:version}, and of their dependencies. */
  static List<String> resolve(List<String> coordinates) throws CellError, InterruptedException {
    return resolvePom(coordinates.stream().map(Maven::dependency).collect(Collectors.joining()));
  }

  private static String dependency(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "%maven received "
              + coordinates
              + "; expected group:artifact:version, such as org.ejml:ejml-simple:0.44.0");
    }
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
        .formatted((Object[]) parts);
  }

  /** The jars of the dependencies in a POM, or in the part of one that lists them. */
  static List<String> resolvePom(String xml) throws CellError, InterruptedException {
    try {
      Path folder = Files.createTempDirectory("notebook");
      try {
        Files.writeString(folder.resolve("pom.xml"), wholePom(xml));
        return classpath(folder);
      } finally {
        for (String file : List.of("pom.xml", "classpath", "log", "")) {
          Files.deleteIfExists(folder.resolve(file));
        }
      }
    } catch (IOException e) {
      throw new CellError("MavenError", "cannot run Maven: " + e.getMessage(), List.of());
    }
  }

  /** The POM around a list of dependencies, with or without their enclosing element. */
  static String wholePom(String xml) {
    if (xml.contains("<project")) {
      return xml;
    }
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>notebook</groupId><artifactId>notebook</artifactId><version>1</version>
          %s
        </project>
        """
        .formatted(
            xml.contains("<dependencies") ? xml : "<dependencies>" + xml + "</dependencies>");
  }

  private static List<String> classpath(Path folder)
      throws IOException, InterruptedException, CellError {
    Path classpath = folder.resolve("classpath");
    Path log = folder.resolve("log");
    Process maven =
        new ProcessBuilder(
                executable().toString(),
                "-q",
                "-B",
                "dependency:build-classpath",
                "-DincludeScope=runtime",
                "-Dmdep.outputFile=" + classpath)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (maven.waitFor() != 0) {
        throw explained(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
      }
    } finally {
      // An interrupt ends the wait, but not Maven.
      maven.descendants().forEach(ProcessHandle::destroy);
      maven.destroy();
    }
    return Stream.of(Files.readString(classpath).strip().split(File.pathSeparator, -1))
        .filter(jar -> !jar.isEmpty())
        .toList();
  }

  /** What Maven's log says: the libraries that it could not find, else its first errors. */
  static CellError explained(String coloured) {
    String log = COLOUR.matcher(coloured).replaceAll("");
    Matcher matcher = MISSING.matcher(log);
    String missing =
        matcher
            .results()
            .map((MatchResult found) -> found.group(1) + ":" + found.group(2))
            .distinct()
            .collect(Collectors.joining(", "));
    List<String> errors = log.lines().filter(line -> TELLING.matcher(line).find()).toList();
    return new CellError(
        "MavenError",
        missing.isEmpty()
            ? "Maven failed"
            : "could not find " + missing + "; check the spelling and the version",
        (errors.isEmpty() ? log.lines().toList() : errors).stream().limit(5).toList());
  }

  /** The mvn on the path, else the wrapper of the Gradus folder that GRADUS_HOME names. */
  private static Path executable() throws CellError {
    Stream<Path> onPath =
        Stream.of(variable("PATH").orElse("").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, WINDOWS ? "mvn.cmd" : "mvn"));
    Stream<Path> wrapper =
        variable("GRADUS_HOME").stream().map(home -> Path.of(home, WINDOWS ? "mvnw.cmd" : "mvnw"));
    return Stream.concat(onPath, wrapper)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new CellError(
                    "MavenError",
                    "%maven needs Maven; install it, or use %jars with local files",
                    List.of()));
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
