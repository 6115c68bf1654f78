package gradus.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;

/**
 * Answers questions about code that has not run: what could follow, what a name means, whether it
 * is complete.
 */
final class Inspector {
  private final SourceCodeAnalysis analysis;

  Inspector(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** What could stand at the cursor; suggestions that fit the expected type come first. */
  ReplacementOptions completions(String code, int cursor) {
    int[] anchor = {cursor};
    List<Suggestion> suggestions = analysis.completionSuggestions(code, cursor, anchor);
    List<String> texts =
        suggestions.stream()
            .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(texts, anchor[0], cursor);
  }

  /**
   * The signatures, with their Javadoc where its source is at hand, of what stands at the cursor.
   */
  Optional<String> documentation(String code, int cursor) {
    List<Documentation> found = analysis.documentation(code, cursor, true);
    String text =
        found.stream()
            .map(
                d -> d.signature() + (d.javadoc() == null ? "" : "\n" + Javadoc.plain(d.javadoc())))
            .collect(Collectors.joining("\n\n"));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Jupyter's word for the code, or how to indent its next line. */
  String isComplete(String code) {
    return switch (analysis.analyzeCompletion(code).completeness()) {
      case COMPLETE, CONSIDERED_INCOMPLETE, EMPTY -> BaseKernel.IS_COMPLETE_YES;
      case COMPLETE_WITH_SEMI -> BaseKernel.IS_COMPLETE_YES;
      case DEFINITELY_INCOMPLETE -> "  ";
      case UNKNOWN -> BaseKernel.IS_COMPLETE_BAD;
    };
  }
}
