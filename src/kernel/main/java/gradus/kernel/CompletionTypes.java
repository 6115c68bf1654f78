package gradus.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** What completions are: JShell suggests mere text, and knows more of it when asked again. */
final class CompletionTypes {
  /** Each question takes milliseconds; a list that is longer than a screen is not read. */
  private static final int MOST_QUESTIONS = 40;

  /** A method: what it returns, the type that declares it, its name and parameters. */
  private static final Pattern METHOD =
      Pattern.compile(
          "(?:(.*?) )?(?:([\\w.]+(?:<[^(]*>)?)\\.)?(\\w+)(?:<[^(]*>)?(\\(.*?\\))(?: throws .*)?");

  private final SourceCodeAnalysis analysis;

  CompletionTypes(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Each text that may follow the code, with its type. */
  List<Completion> of(List<String> texts, String code) {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> completion(texts.get(i), code, i < MOST_QUESTIONS))
        .toList();
  }

  private Completion completion(String text, String code, boolean ask) {
    String word = text.replaceAll("[(. ].*$", "");
    boolean member = code.stripTrailing().endsWith(".");
    if (SourceVersion.isKeyword(word) && !word.equals("class")) {
      return new Completion(text, "keyword", "", "Java");
    }
    Optional<String> signature = ask ? signature(text, code) : Optional.empty();
    if (text.contains("(")) {
      return function(text, signature.orElse(""));
    }
    String found = signature.orElse("");
    if (found.startsWith(word + ":")) { // a variable: its name, a colon, its type
      return new Completion(text, "instance", found.substring(word.length() + 1), "cell");
    }
    if (found.contains(":")) { // a field: its type's name, its own, a colon, its type
      int dot = Math.max(0, found.lastIndexOf('.', found.indexOf(':')));
      return new Completion(
          text, "property", found.substring(found.indexOf(':') + 1), found.substring(0, dot));
    }
    return Character.isUpperCase(word.charAt(0))
        ? new Completion(text, "class", found, qualifier(found))
        : new Completion(text, member && !ask ? "property" : "module", found, qualifier(found));
  }

  private static Completion function(String text, String signature) {
    Matcher method = METHOD.matcher(signature);
    if (!method.matches()) {
      return new Completion(text, "function", "", "");
    }
    String returned = Optional.ofNullable(method.group(1)).map(" → "::concat).orElse("");
    String origin = Optional.ofNullable(method.group(2)).orElse("cell");
    return new Completion(text, "function", method.group(4) + returned, origin);
  }

  private static String qualifier(String type) {
    String name = type.replaceAll("<.*", "");
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private Optional<String> signature(String text, String code) {
    String call = text.contains("(") ? text.substring(0, text.indexOf('(') + 1) : text;
    return analysis.documentation(code + call, code.length() + call.length(), false).stream()
        .map(Documentation::signature)
        .findFirst();
  }
}
