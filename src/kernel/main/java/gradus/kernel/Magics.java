package gradus.kernel;

import gradus.kernel.session.CellError;
import gradus.kernel.session.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates cells with magics: lines that start with % and are commands to the kernel.
 *
 * <p>The commands are in the protocol library's registry, to which a notebook can add its own. The
 * library's parser is not used: it replaces a magic by a call in the Java code, even within a text
 * block, and what the magic evaluates then knows no line of the cell.
 */
final class Magics {
  private static final Pattern LINE = Pattern.compile("^([ \t]*)%([a-zA-Z]\\w*)[ \t]*(.*)$");

  /** Comments may stand above a magic of the whole cell. */
  private static final Pattern CELL =
      Pattern.compile(
          "^((?:\\s|//[^\n]*\n|/\\*.*?\\*/)*+)%%([a-zA-Z]\\w*)[ \t]*([^\n]*)\n?(.*)$",
          Pattern.DOTALL);

  private static final Pattern SHELL = Pattern.compile("(?m)^\\s*!\\s*\\w");

  /** Magics of a line that are not in the registry. */
  private static final List<String> OWN = List.of("load", "time");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final Session session;
  private final MagicsRegistry registry;
  private final @Nullable BaseKernel kernel;

  /** The kernel's magics, added to a registry; each is passed the kernel, if there is one. */
  Magics(Session session, MagicsRegistry registry, @Nullable BaseKernel kernel) {
    this.session = session;
    this.registry = registry;
    this.kernel = kernel;
    command(
        "classpath", "a jar or a folder", paths -> paths.forEach(path -> add("%classpath", path)));
    command("jars", "a folder of jars", paths -> paths.forEach(this::addJars));
    for (String name : List.of("maven", "addMavenDependency", "addMavenDependencies")) {
      command(
          name,
          "group:artifact:version",
          libraries -> Maven.resolve(libraries).forEach(session::addToClasspath));
    }
    command(
        "loadFromPOM",
        "a file",
        file -> Maven.resolvePom(read(file)).forEach(session::addToClasspath));
    registry.registerCellMagic(
        "loadFromPOM",
        (unused, arguments, pom) -> {
          Maven.resolvePom(pom).forEach(session::addToClasspath);
          return null;
        });
  }

  interface Command {
    void run(List<String> arguments) throws CellError, InterruptedException;
  }

  /** Registers a magic of one line. */
  void command(String name, Command command) {
    LineMagic<@Nullable Object, BaseKernel> magic =
        (unused, arguments) -> {
          command.run(arguments);
          return null;
        };
    registry.registerLineMagic(name, magic);
  }

  /** Registers a magic that does nothing without a word. */
  private void command(String name, String word, Command command) {
    command(
        name,
        words -> {
          need(name, word, words);
          command.run(words);
        });
  }

  /** Refuses a magic that lacks the word that it needs. */
  private static void need(String magic, String word, List<String> words) throws CellError {
    if (words.isEmpty()) {
      throw new CellError(
          "IncompleteMagic", "%%%s needs a word behind it: %s".formatted(magic, word), List.of());
    }
  }

  /** Evaluates a cell: its magics and, between them, its Java. */
  Optional<Object> evaluate(String source, int cell) throws CellError {
    Matcher whole = CELL.matcher(source);
    if (whole.matches()) {
      int above = (int) whole.group(1).lines().count();
      return cellMagic(whole.group(2), "\n".repeat(above) + whole.group(3), whole.group(4), cell);
    }
    Optional<Object> result = Optional.empty();
    StringBuilder java = new StringBuilder();
    int line = 0;
    for (String text : source.lines().toList()) {
      Matcher magic = LINE.matcher(text);
      if (magic.matches()
          && (magic.group(1).isEmpty() || isKnown(magic.group(2)))
          && !Indentation.isWithinText(java)) {
        evaluateJava(java.toString(), cell);
        result = lineMagic(magic.group(2), magic.group(3).strip(), cell, line);
        // Blank lines keep the line numbers of the Java that follows.
        java = new StringBuilder("\n".repeat(line + 1));
      } else {
        java.append(text).append("\n");
      }
      line++;
    }
    return java.toString().isBlank() ? result : evaluateJava(java.toString(), cell);
  }

  private Optional<Object> evaluateJava(String java, int cell) throws CellError {
    if (java.isBlank()) {
      return Optional.empty();
    }
    try {
      return session.evaluate(java, cell);
    } catch (CellError e) {
      throw e.name().equals("CompilationError") && SHELL.matcher(java).find()
          ? e.with("a line with ! runs no shell command in Java; use new ProcessBuilder(…)")
          : e;
    }
  }

  /** An indented line may also be the rest of a division, so its name must be a magic's. */
  private boolean isKnown(String name) {
    return names(registry).contains("%" + name);
  }

  /** The magics of one line, and of whole cells, with their marks. */
  static List<String> names(MagicsRegistry registry) {
    Stream<String> lines = Stream.concat(registry.getLineMagicNames().stream(), OWN.stream());
    Stream<String> cells = Stream.concat(registry.getCellMagicNames().stream(), Stream.of("time"));
    return Stream.concat(lines.map("%"::concat), cells.map("%%"::concat))
        .distinct()
        .sorted()
        .toList();
  }

  /** The magics that evaluate Java need the cell and its lines; the others are in the registry. */
  private Optional<Object> lineMagic(String name, String arguments, int cell, int linesBefore)
      throws CellError {
    return switch (name) {
      case "load" -> {
        need(name, "a file", words(arguments));
        yield evaluate(read(words(arguments)), cell);
      }
      case "time" -> timed("\n".repeat(linesBefore) + arguments, cell);
      default -> call("%" + name, () -> registry.evalLineMagic(kernel, name, words(arguments)));
    };
  }

  private Optional<Object> cellMagic(String name, String arguments, String body, int cell)
      throws CellError {
    return name.equals("time")
        ? timed(arguments + "\n" + body, cell)
        : call("%%" + name, () -> registry.evalCellMagic(kernel, name, words(arguments), body));
  }

  private Optional<Object> call(String name, Callable<@Nullable Object> magic) throws CellError {
    return session.call(
        () -> {
          try {
            return Optional.ofNullable(magic.call());
          } catch (UndefinedMagicException e) {
            throw new CellError(
                "UnknownMagic",
                name + " is no magic; there are " + String.join(", ", names(registry)),
                List.of());
          }
        });
  }

  private Optional<Object> timed(String code, int cell) throws CellError {
    long start = System.nanoTime();
    Optional<Object> result = evaluate(code, cell);
    System.out.printf("%.3f s%n", (System.nanoTime() - start) / 1e9);
    return result;
  }

  private static String read(List<String> words) throws CellError {
    Path file = Path.of(String.join(" ", words));
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CellError("FileNotFound", "cannot read " + file.toAbsolutePath(), List.of());
    }
  }

  /**
   * A path that leads nowhere is an error: the imports that need it would fail without a reason.
   */
  private void add(String magic, String pattern) {
    List<Path> files = Glob.found(pattern);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "%s %s finds nothing; a path begins at the notebook's folder, here %s"
              .formatted(magic, pattern, Path.of("").toAbsolutePath()));
    }
    files.stream()
        .filter(file -> !isKernels(file))
        .forEach(file -> session.addToClasspath(file.toString()));
  }

  /** Whether the kernel was registered with this jar, so that cells see a copy of it already. */
  private static boolean isKernels(Path jar) {
    File asked = jar.toFile();
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(File::new)
        .anyMatch(
            copy ->
                copy.getName().equals(asked.getName())
                    && copy.length() == asked.length()
                    && copy.lastModified() == asked.lastModified());
  }

  /**
   * A folder stands for all jars in it. Editors that colour the rest of a cell as Java take the
   * {@code /*} of a pattern for the beginning of a comment.
   */
  private void addJars(String pattern) {
    add("%jars", Glob.isFolder(pattern) ? pattern + "/*.jar" : pattern);
  }

  /** The words of a line; quotes keep together a word with blanks in it. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }
}
