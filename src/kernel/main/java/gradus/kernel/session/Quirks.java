package gradus.kernel.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Java that a compiler of files accepts and JShell does not, written so that it does. */
final class Quirks {
  /** A package, after comments at most. */
  private static final Pattern PACKAGE =
      Pattern.compile("\\A((?:\\s|//[^\\n]*\\n|/\\*(?s:.*?)\\*/)*+)(package\\s+[\\w.]+\\s*;)");

  /** JShell makes records public, and asks the same of their constructors. */
  private static final String STRONGER =
      "attempting to assign stronger access privileges; was public";

  private Quirks() {}

  /** The source with blanks for its package, of which a notebook has none. */
  static String withoutPackage(String source, Consumer<String> remarks) {
    Matcher found = PACKAGE.matcher(source);
    if (!found.find()) {
      return source;
    }
    String line = found.group(2);
    remarks.accept("a notebook has no packages; \"%s\" is ignored".formatted(line));
    String blanks = line.replaceAll("[^\\n]", " ");
    return found.group(1) + blanks + source.substring(found.end());
  }

  /** Code to evaluate in place of what was rejected only because JShell made a record public. */
  static Optional<String> mended(JShell shell, List<SnippetEvent> events) {
    Snippet snippet = events.getFirst().snippet();
    if (events.getFirst().status() != Snippet.Status.REJECTED) {
      return Optional.empty();
    }
    return shell
        .diagnostics(snippet)
        .filter(diag -> diag.getMessage(Locale.ENGLISH).contains(STRONGER))
        .findFirst()
        .flatMap(diag -> withPublicConstructor(snippet.source(), diag));
  }

  private static Optional<String> withPublicConstructor(String source, Diag diag) {
    int start = Math.clamp(diag.getStartPosition(), 0, source.length());
    String before = source.substring(0, start);
    String constructor = source.substring(start);
    return constructor.startsWith("private")
        ? Optional.empty() // which a record of a file may not have either
        : Optional.of(before + "public " + constructor.replaceFirst("\\Aprotected\\s+", ""));
  }
}
