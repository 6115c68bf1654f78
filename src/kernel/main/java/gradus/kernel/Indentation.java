package gradus.kernel;

import java.util.regex.Pattern;

/** What incomplete code is in the middle of, and how far its next line is indented. */
final class Indentation {
  private static final String UNIT = "  ";

  /** What may hold brackets that open nothing; the group is the beginning of what has no end. */
  private static final Pattern TEXT =
      Pattern.compile(
          "\"\"\".*?\"\"\"|/\\*.*?\\*/|(\"\"\"|/\\*)"
              + "|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|//[^\n]*",
          Pattern.DOTALL);

  private Indentation() {}

  /** Whether code ends within a text block or a comment. */
  static boolean isWithinText(CharSequence code) {
    return TEXT.matcher(code).results().anyMatch(text -> text.group(1) != null);
  }

  /** Whether code ends within a text or a comment of any kind. */
  static boolean endsInWords(String code) {
    boolean inLineComment =
        TEXT.matcher(code)
            .results()
            .anyMatch(text -> text.group().startsWith("//") && text.end() == code.length());
    String rest = TEXT.matcher(code).replaceAll("");
    boolean inString = rest.lastIndexOf('"') > rest.lastIndexOf('\n');
    return isWithinText(code) || inLineComment || inString;
  }

  /** Two blanks for each open bracket; as many for a statement that goes on without one. */
  static String after(String code) {
    int open = 0;
    for (char c : TEXT.matcher(code).replaceAll("").toCharArray()) {
      if ("{([".indexOf(c) >= 0) {
        open++;
      } else if ("})]".indexOf(c) >= 0) {
        open = Math.max(0, open - 1);
      }
    }
    return UNIT.repeat(Math.max(1, open));
  }
}
