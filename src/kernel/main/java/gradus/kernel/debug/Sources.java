package gradus.kernel.debug;

import com.google.gson.JsonObject;
import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import gradus.kernel.session.CellLine;
import gradus.kernel.session.Session;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where code was written: a cell's source has a path that front ends compute from the cell's text,
 * a library's one in the jar with its sources, after {@code !}.
 */
final class Sources {
  private static final String CELL_CLASSES = "REPL.$JShell$";
  private static final String IN_JAR = "!/";
  private static final String SUFFIX = ".java";

  private final Session session;
  private final String prefix =
      Path.of(System.getProperty("java.io.tmpdir"), "java-cells-" + ProcessHandle.current().pid())
          + File.separator;
  private final Map<Integer, String> cells = new ConcurrentHashMap<>();
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Integer> known = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> libraries = new ConcurrentHashMap<>();

  /** A line of a source that a front end can show; the path is empty where there is no source. */
  record Place(String name, String path, int line) {}

  Sources(Session session) {
    this.session = session;
  }

  /** What front ends need to compute the paths of cells. */
  JsonObject parameters() {
    return Json.of(
        "hashMethod",
        "Murmur2",
        "hashSeed",
        CodeHash.SEED,
        "tmpFilePrefix",
        prefix,
        "tmpFileSuffix",
        SUFFIX);
  }

  /** The path of a cell's text, which is remembered. */
  String pathOf(String code) {
    String path = prefix + CodeHash.of(code) + SUFFIX;
    texts.put(path, code);
    return path;
  }

  /** From now on the cell of this number has this text. */
  void running(int cell, String code) {
    cells.put(cell, code);
  }

  /**
   * The method with a snippet's code. What declares a variable without a type is in a second one,
   * which {@code do_it$} calls.
   */
  static Optional<Method> entry(ReferenceType type) {
    return Stream.of("do_it$Aux", "do_it$")
        .flatMap(name -> type.methodsByName(name).stream())
        .findFirst();
  }

  /** Whether a method is one of those that JShell puts around a snippet. */
  static boolean isEntry(Method method) {
    return method.name().startsWith("do_it$") && isCellClass(method.declaringType().name());
  }

  static boolean isCellClass(String className) {
    return className.startsWith(CELL_CLASSES);
  }

  boolean isCell(String path) {
    return path.startsWith(prefix);
  }

  /** The line of a cell to which a line of a class of JShell belongs; waits for a compilation. */
  Optional<CellLine> cellLine(String className, int line) {
    Optional<CellLine> found = session.written(className, line).filter(l -> isOfCell(l, code(l)));
    found.ifPresent(l -> known.put(className + ":" + line, l.line()));
    return found;
  }

  /** The line of the source in which a location is, as far as it is known without waiting. */
  int knownLine(Location location) {
    return known.getOrDefault(
        location.declaringType().name() + ":" + location.lineNumber(), location.lineNumber());
  }

  /** A file that a cell loads has lines of its own. */
  private static boolean isOfCell(CellLine found, String code) {
    return found.text().equals(code.lines().skip(found.line() - 1L).findFirst().orElse(""));
  }

  private String code(CellLine line) {
    return cells.getOrDefault(line.cell(), "");
  }

  /** The path of a cell's line. */
  String path(CellLine line) {
    return pathOf(code(line));
  }

  /** The number of the first line of text above which a breakpoint belongs to the snippet, too. */
  int firstLine(CellLine line) {
    int first = line.first();
    while (first > 1 && lineOf(code(line), first - 1).isBlank()) {
      first--;
    }
    return first;
  }

  private static String lineOf(String code, int number) {
    return code.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** Where the code at a location was written. */
  Place place(Location location, Handover handover) {
    String type = location.declaringType().name();
    if (isCellClass(type)) {
      return cellLine(type, location.lineNumber())
          .map(line -> new Place("cell " + line.cell(), path(line), line.line()))
          .orElse(new Place("cell", "", location.lineNumber()));
    }
    try {
      String file = location.sourcePath().replace(File.separatorChar, '/');
      String path = libraries.computeIfAbsent(file, f -> library(location, f, handover)).orElse("");
      return new Place(location.sourceName(), path, location.lineNumber());
    } catch (AbsentInformationException e) {
      return new Place(type, "", Math.max(1, location.lineNumber()));
    }
  }

  private static Optional<String> library(Location location, String file, Handover handover) {
    String module = location.declaringType().module().name();
    if (module != null) {
      return first(Path.of(System.getProperty("java.home"), "lib", "src.zip"), module + "/" + file);
    }
    return jar(handover.value(location.declaringType().classObject()))
        .flatMap(jar -> library(jar, file));
  }

  private static Optional<String> library(Path jar, String file) {
    if (Files.isDirectory(jar)) {
      return Stream.of("", "../src", "../../main/java", "../../src/main/java")
          .map(folder -> jar.resolve(folder).normalize().resolve(file))
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .findFirst();
    }
    String name = String.valueOf(jar.getFileName()).replace(".jar", "-sources.jar");
    return first(jar, "src/" + file)
        .or(() -> first(jar.resolveSibling("sources").resolve(name), file))
        .or(() -> first(jar.resolveSibling(name), file));
  }

  private static Optional<String> first(Path archive, String file) {
    String path = archive + IN_JAR + file;
    return text(path).map(found -> path);
  }

  /** The jar or the folder of a class. */
  private static Optional<Path> jar(@Nullable Object type) {
    try {
      CodeSource source =
          type instanceof Class<?> c ? c.getProtectionDomain().getCodeSource() : null;
      return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The text of a source. */
  Optional<String> source(String path) {
    return Optional.ofNullable(texts.get(path)).or(() -> text(path));
  }

  private static Optional<String> text(String path) {
    String[] parts = path.split(IN_JAR, 2);
    try {
      if (parts.length == 1) {
        return Optional.of(Files.readString(Path.of(path)));
      }
      if (!Files.isRegularFile(Path.of(parts[0]))) {
        return Optional.empty();
      }
      try (FileSystem archive = FileSystems.newFileSystem(Path.of(parts[0]))) {
        return Optional.of(Files.readString(archive.getPath(parts[1])));
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The sources that come with the libraries on the class path, for a list to choose from. */
  Stream<JsonObject> modules() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .flatMap(entry -> files(Path.of(entry)))
        .map(path -> Json.of("id", path, "name", className(path), "path", path));
  }

  private static Stream<String> files(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return Stream.empty();
    }
    try (FileSystem archive = FileSystems.newFileSystem(jar)) {
      Path folder = archive.getPath("src");
      if (!Files.exists(folder)) {
        return Stream.empty();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        return files
            .map(Path::toString)
            .filter(file -> file.endsWith(SUFFIX) && !file.endsWith("-info.java"))
            .map(file -> jar + IN_JAR + file)
            .toList()
            .stream();
      }
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** The name of the class that a library's source defines. */
  String className(String path) {
    String file =
        libraries.entrySet().stream()
            .filter(known -> known.getValue().filter(path::equals).isPresent())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> path.replaceAll("^.*!/(src/)?", ""));
    return file.substring(0, Math.max(0, file.length() - SUFFIX.length())).replace('/', '.');
  }
}
