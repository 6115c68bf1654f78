package gradus.kernel;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Answers requests about code that has not run: completion, documentation, completeness. */
final class Inspector {
  /** A magic that is being written: the last line of the code, up to its first blank. */
  private static final Pattern MAGIC = Pattern.compile("(?:^|\n)[ \t]*(%%?\\w*)$");

  private static final String BEFORE =
      "\\A(?:\\s|//[^\n]*\n|/\\*(?s:.*?)\\*/|@(?!interface\\b)\\w+(?:\\([^)]*\\))?|(?:public|protected|private|static|final|abstract|default|synchronized|strictfp|sealed|non-sealed)\\s)*+";

  /** The beginning of a type's declaration; the group leaves out what none in a block may have. */
  private static final Pattern TYPE =
      Pattern.compile(BEFORE + "((?:class|interface|enum|record)\\s+\\w+)");

  /** The beginning of an import, or of a method up to its body. */
  private static final Pattern METHOD =
      Pattern.compile(
          BEFORE
              + "(?:import\\s|@interface\\b|(?:<[^>]*>\\s*)?(?!(?:new|return|throw|else|yield)\\b)[\\w.]+(?:<[^=;(]*>)?(?:\\s*\\[\\s*\\])*\\s+\\w+\\s*\\([^;{]*\\)[^;{=]*\\{)");

  private static final System.Logger LOGGER = System.getLogger(Inspector.class.getName());

  private final SourceCodeAnalysis analysis;

  private final MagicsRegistry registry;
  private final CompletionTypes typing;

  private boolean knowsSources;

  Inspector(SourceCodeAnalysis analysis, MagicsRegistry registry) {
    this.analysis = analysis;
    this.registry = registry;
    typing = new CompletionTypes(analysis);
  }

  /** The completions at the cursor; those that fit the expected type come first. */
  Completions completions(String cell, int cursor) {
    Matcher magic = MAGIC.matcher(cell.substring(0, cursor));
    if (magic.find()) {
      return magics(magic.group(1), cursor);
    }
    if (Indentation.endsInWords(cell.substring(0, cursor))) {
      return new Completions(List.of(), cursor, cursor);
    }
    String code = analysable(cell.substring(0, cursor));
    int[] anchor = {code.length()};
    List<String> texts =
        analysis.completionSuggestions(code, code.length(), anchor).stream()
            .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
            .map(Suggestion::continuation)
            .filter(text -> !text.startsWith("$JShell$")) // its own
            .distinct()
            .toList();
    return new Completions(
        typing.of(texts, code.substring(0, anchor[0])), cursor - code.length() + anchor[0], cursor);
  }

  private Completions magics(String begun, int cursor) {
    List<Completion> found =
        Magics.names(registry).stream()
            .filter(name -> name.startsWith(begun))
            .map(name -> new Completion(name, "magic", "", "kernel"))
            .toList();
    return new Completions(found, cursor - begun.length(), cursor);
  }

  /** The signatures of the name at the cursor, with their Javadoc where the source is known. */
  Optional<String> documentation(String cell, int cursor) {
    addSources();
    String code = analysable(cell.substring(0, endOfName(cell, cursor)));
    String text = described(code);
    if (text.isEmpty() && !code.endsWith("(")) {
      text = described(code + "("); // a method is known by its call
    }
    if (code.endsWith("(") && !text.contains("\n")) {
      // A constructor often has no Javadoc of its own; its class does.
      text = (text + "\n\n" + described(code.substring(0, code.length() - 1))).strip();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The end of the name at the cursor, including the bracket that opens a call of it. */
  private static int endOfName(String cell, int cursor) {
    if (cell.startsWith("(", cursor - 1)) {
      return cursor;
    }
    int end = cursor;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    return cell.startsWith("(", end) ? end + 1 : end;
  }

  private String described(String code) {
    return analysis.documentation(code, code.length(), true).stream()
        .map(Inspector::plain)
        .collect(Collectors.joining("\n\n"));
  }

  private static String plain(Documentation found) {
    return found.javadoc() == null
        ? found.signature()
        : found.signature() + "\n" + Javadoc.plain(found.javadoc());
  }

  /**
   * JShell analyses statements, or a single declaration. So magics are left out, and of what stands
   * before the snippet with the cursor, imports and methods; types become those of a block.
   */
  private String analysable(String code) {
    StringBuilder before = new StringBuilder();
    String rest = code.replaceAll("(?m)^[ \t]*%.*\n", "");
    boolean types = false;
    CompletionInfo piece = analysis.analyzeCompletion(rest);
    while (piece.completeness().isComplete() && !piece.remaining().isBlank()) {
      String source = piece.source();
      if (TYPE.matcher(source).lookingAt()) {
        types = true;
        before.append(TYPE.matcher(source).replaceFirst("$1"));
      } else if (!METHOD.matcher(source).lookingAt()) {
        before.append(source);
      }
      rest = piece.remaining();
      piece = analysis.analyzeCompletion(rest);
    }
    if (METHOD.matcher(rest).lookingAt()) {
      return rest; // which is no part of a block
    }
    return types ? "{ " + before + rest : before + rest;
  }

  /**
   * JShell reads documentation from sources and offers no way to name any but the JDK's. So those
   * of the jars that hold theirs in a folder src, or whose sources are in a jar in a folder {@code
   * sources} beside them, join its private list; if that fails, signatures remain.
   */
  @SuppressWarnings("unchecked") // the list is JShell's own
  private void addSources() {
    if (knowsSources) {
      return;
    }
    knowsSources = true;
    try {
      Method find = analysis.getClass().getDeclaredMethod("findSources");
      find.setAccessible(true);
      List<Path> sources = (List<Path>) find.invoke(analysis);
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (entry.endsWith(".jar")) {
          addSources(Path.of(entry), sources);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "no documentation of libraries", e);
    }
  }

  /** Where the sources of a library are, if they are anywhere. */
  static Path sources(Path jar) {
    String name = String.valueOf(jar.getFileName()).replace(".jar", "-sources.jar");
    return jar.resolveSibling("sources").resolve(name);
  }

  private static void addSources(Path jar, List<Path> sources) throws IOException {
    Path beside = sources(jar);
    if (Files.exists(beside)) {
      sources.add(FileSystems.newFileSystem(beside).getPath("/"));
      return;
    }
    FileSystem files = FileSystems.newFileSystem(jar);
    Path folder = files.getPath("src");
    if (Files.exists(folder)) {
      sources.add(folder);
    } else {
      files.close();
    }
  }

  /** Jupyter's status of the code or, if it is incomplete, the indentation of the next line. */
  String isComplete(String code) {
    String java =
        code.strip().startsWith("%%") ? "" : code.replaceAll("(?m)^[ \t]*%[a-zA-Z].*$", "");
    CompletionInfo piece = analysis.analyzeCompletion(java);
    while (piece.completeness().isComplete() && !piece.remaining().isBlank()) {
      piece = analysis.analyzeCompletion(piece.remaining());
    }
    return switch (piece.completeness()) {
      case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> BaseKernel.IS_COMPLETE_YES;
      // An if that may have an else is complete, one without a statement is not.
      case CONSIDERED_INCOMPLETE ->
          java.strip().matches("(?s).*[;}]") ? BaseKernel.IS_COMPLETE_YES : Indentation.after(java);
      case DEFINITELY_INCOMPLETE -> Indentation.after(java);
      case UNKNOWN -> BaseKernel.IS_COMPLETE_BAD;
    };
  }
}
