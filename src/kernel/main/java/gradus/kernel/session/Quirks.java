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

  /** JShell's own idea of the type of a variable, where the value has several types at once. */
  private static final Pattern INFERRED =
      Pattern.compile("incompatible types: (.*) cannot be converted to ");

  private static final Pattern VAR = Pattern.compile("\\A(\\s*(?:final\\s+)?)var(\\s+\\w+\\s*=)");

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

  /** Code to evaluate in place of what JShell rejected because of what it wraps around it. */
  static Optional<String> mended(JShell shell, List<SnippetEvent> events) {
    Snippet snippet = events.getFirst().snippet();
    if (events.getFirst().status() != Snippet.Status.REJECTED) {
      return Optional.empty();
    }
    return shell
        .diagnostics(snippet)
        .flatMap(diag -> mended(snippet.source(), diag).stream())
        .findFirst();
  }

  private static Optional<String> mended(String source, Diag diag) {
    String message = diag.getMessage(Locale.ENGLISH);
    if (message.contains(STRONGER)) {
      return withPublicConstructor(source, diag);
    }
    Matcher inferred = INFERRED.matcher(message);
    Matcher variable = VAR.matcher(source);
    return inferred.find() && DenotableType.isNeeded(inferred.group(1)) && variable.find()
        ? Optional.of(variable.replaceFirst("$1" + DenotableType.of(inferred.group(1)) + "$2"))
        : Optional.empty();
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
