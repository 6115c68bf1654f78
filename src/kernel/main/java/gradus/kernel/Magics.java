package gradus.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a cell that speak to the kernel and not to Java: those that start with %. */
final class Magics {
  private static final Pattern LINE = Pattern.compile("^%([a-zA-Z]+)[ \t]*(.*)$");
  private static final Pattern CELL =
      Pattern.compile("^\\s*%%([a-zA-Z]+)[ \t]*([^\n]*)\n?(.*)$", Pattern.DOTALL);

  /** Between two of these a line that starts with % is text. */
  private static final String TEXT_BLOCK = "\"\"\"";

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  /** Evaluates a cell: its magics and, between them, its Java. */
  Optional<Object> evaluate(String source, int cell) throws CellError {
    Matcher whole = CELL.matcher(source);
    if (whole.matches()) {
      return cellMagic(whole.group(1), whole.group(2), whole.group(3), cell);
    }
    Optional<Object> result = Optional.empty();
    StringBuilder java = new StringBuilder();
    int line = 0;
    boolean quoted = false;
    for (String text : source.lines().toList()) {
      Matcher magic = LINE.matcher(text);
      if (!quoted && magic.matches()) {
        evaluateJava(java, cell);
        java.append("\n".repeat(line));
        result = lineMagic(magic.group(1), magic.group(2).strip(), cell, line);
        java.append("\n");
      } else {
        java.append(text).append("\n");
        quoted ^= text.split(TEXT_BLOCK, -1).length % 2 == 0;
      }
      line++;
    }
    return java.toString().isBlank() ? result : evaluateJava(java, cell);
  }

  /** Blank lines in front keep the numbers of the cell's lines. */
  private Optional<Object> evaluateJava(StringBuilder java, int cell) throws CellError {
    String code = java.toString();
    java.setLength(0);
    return code.isBlank() ? Optional.empty() : session.evaluate(code, cell);
  }

  private Optional<Object> lineMagic(String name, String arguments, int cell, int linesBefore)
      throws CellError {
    switch (name) {
      case "classpath", "jars" -> words(arguments).forEach(this::addMatches);
      case "maven", "addMavenDependency", "addMavenDependencies" ->
          Maven.resolve(words(arguments)).forEach(session::addToClasspath);
      case "load" -> {
        return evaluate(read(arguments), cell);
      }
      case "time" -> {
        return timed("\n".repeat(linesBefore) + arguments, cell);
      }
      default -> throw unknown("%" + name);
    }
    return Optional.empty();
  }

  private Optional<Object> cellMagic(String name, String arguments, String body, int cell)
      throws CellError {
    return switch (name) {
      case "loadFromPOM" -> {
        Maven.resolvePom(body).forEach(session::addToClasspath);
        yield Optional.empty();
      }
      case "time" -> timed(arguments + "\n" + body, cell);
      default -> throw unknown("%%" + name + " " + arguments);
    };
  }

  private static CellError unknown(String magic) {
    return new CellError(
        "UnknownMagic",
        magic.strip()
            + " is no magic; there are %classpath, %jars, %maven, %load, %time, %%loadFromPOM and %%time",
        List.of());
  }

  private Optional<Object> timed(String code, int cell) throws CellError {
    long start = System.nanoTime();
    Optional<Object> result = session.evaluate(code, cell);
    System.out.printf("%.3f s%n", (System.nanoTime() - start) / 1e9);
    return result;
  }

  private static String read(String file) throws CellError {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new CellError(
          "FileNotFound", "%load cannot read " + Path.of(file).toAbsolutePath(), List.of());
    }
  }

  private void addMatches(String pattern) {
    Glob.files(pattern).forEach(file -> session.addToClasspath(file.toString()));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }
}
