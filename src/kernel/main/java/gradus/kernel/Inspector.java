package gradus.kernel;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.TypeDeclSnippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;

/**
 * Answers questions about code that has not run: what could follow, what a name means, whether it
 * is complete.
 */
final class Inspector {
  private static final System.Logger LOGGER = System.getLogger(Inspector.class.getName());

  private final SourceCodeAnalysis analysis;

  private boolean knowsSources;

  Inspector(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** What could stand at the cursor; suggestions that fit the expected type come first. */
  ReplacementOptions completions(String cell, int cursor) {
    String code = analysable(cell.substring(0, cursor));
    int[] anchor = {code.length()};
    List<String> texts =
        analysis.completionSuggestions(code, code.length(), anchor).stream()
            .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(texts, cursor - code.length() + anchor[0], cursor);
  }

  /** The signatures, with their Javadoc where its source is at hand, of what the cursor is on. */
  Optional<String> documentation(String cell, int cursor) {
    addSources();
    String code = analysable(cell.substring(0, endOfName(cell, cursor)));
    String text = described(code);
    if (code.endsWith("(") && !text.contains("\n")) {
      // A constructor often says nothing of its own; its class does.
      text = (text + "\n\n" + described(code.substring(0, code.length() - 1))).strip();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /**
   * Behind the name at the cursor and the bracket that opens its call, unless the cursor is there.
   */
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
   * JShell analyses statements, or one declaration. So magics are left out, and the declarations in
   * front of what the cursor is in.
   */
  private String analysable(String code) {
    StringBuilder statements = new StringBuilder();
    String rest = code.replaceAll("(?m)^%.*\n", "");
    CompletionInfo piece = analysis.analyzeCompletion(rest);
    while (piece.completeness().isComplete() && !piece.remaining().isBlank()) {
      if (!isDeclaration(piece.source())) {
        statements.append(piece.source());
      }
      rest = piece.remaining();
      piece = analysis.analyzeCompletion(rest);
    }
    return statements + rest;
  }

  private boolean isDeclaration(String code) {
    return analysis.sourceToSnippets(code).stream()
        .anyMatch(
            s ->
                s instanceof ImportSnippet
                    || s instanceof MethodSnippet
                    || s instanceof TypeDeclSnippet);
  }

  /**
   * JShell reads documentation from sources and offers no way to name any but the JDK's, so the
   * kit's, which its jar holds, are added behind its back. Where that fails, signatures remain.
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
      FileSystem jar = FileSystems.newFileSystem(KernelSpec.home());
      ((List<Path>) find.invoke(analysis)).add(jar.getPath("src"));
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "no documentation of the library", e);
    }
  }

  /** Jupyter's word for the code, or how to indent its next line. */
  String isComplete(String code) {
    String java = code.startsWith("%%") ? "" : code.replaceAll("(?m)^%.*$", "");
    return switch (analysis.analyzeCompletion(java).completeness()) {
      case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE, EMPTY -> BaseKernel.IS_COMPLETE_YES;
      case DEFINITELY_INCOMPLETE -> "  ";
      case UNKNOWN -> BaseKernel.IS_COMPLETE_BAD;
    };
  }
}
