package gradus.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds libraries with the Maven that is installed: what {@code %maven} does. */
final class Maven {
  private Maven() {}

  /** The jars of libraries given as {@code group:artifact:version}, and of all that they need. */
  static List<String> resolve(List<String> coordinates) throws CellError {
    String dependencies =
        coordinates.stream().map(Maven::dependency).collect(Collectors.joining("\n"));
    return resolvePom("<dependencies>\n" + dependencies + "\n</dependencies>");
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
        .formatted(parts[0], parts[1], parts[2]);
  }

  /** The jars of the dependencies in a POM or a part of one. */
  static List<String> resolvePom(String xml) throws CellError {
    String whole =
        xml.contains("<project")
            ? xml
            : "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId>"
                + "<artifactId>notebook</artifactId><version>1</version>%s</project>"
                    .formatted(
                        xml.contains("<dependencies")
                            ? xml
                            : "<dependencies>" + xml + "</dependencies>");
    try {
      Path folder = Files.createTempDirectory("notebook-maven");
      Files.writeString(folder.resolve("pom.xml"), whole);
      return run(folder);
    } catch (IOException e) {
      throw new CellError("MavenError", "cannot run Maven: " + e.getMessage(), List.of());
    } catch (InterruptedException e) {
      throw new CellError("Interrupted", "Maven was interrupted", List.of());
    }
  }

  private static List<String> run(Path folder) throws IOException, InterruptedException, CellError {
    Path classpath = folder.resolve("classpath");
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
            .start();
    String log = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (maven.waitFor() != 0) {
      List<String> errors = log.lines().filter(line -> line.startsWith("[ERROR]")).toList();
      throw new CellError(
          "MavenError",
          "Maven did not find everything",
          (errors.isEmpty() ? log.lines().toList() : errors).stream().limit(5).toList());
    }
    return Stream.of(Files.readString(classpath).strip().split(File.pathSeparator, -1))
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /** The mvn on the path, else the kit's wrapper where the kit's folder is known. */
  private static Path executable() throws CellError {
    boolean windows = File.separatorChar == '\\';
    Stream<Path> onPath =
        Stream.of(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, windows ? "mvn.cmd" : "mvn"));
    Stream<Path> inKit =
        Stream.ofNullable(System.getenv("GRADUS_HOME"))
            .map(home -> Path.of(home, windows ? "mvnw.cmd" : "mvnw"));
    return Stream.concat(onPath, inKit)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new CellError(
                    "MavenError",
                    "%maven needs Maven; install it, or use %jars with local files",
                    List.of()));
  }
}
