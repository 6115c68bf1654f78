package gradus.assignment;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that the locked cells of a notebook rely on: the types that they use and the methods
 * that they declare. A student's own {@code class Answer} would pass every test that asks it.
 *
 * @param declaration of any of them
 */
record Reserved(Pattern declaration) {
  private static final int MOST_CHARACTERS = 50_000;
  private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w*");
  private static final Pattern METHOD =
      Pattern.compile("^[A-Za-z][\\w<>\\[\\], ]* (\\w+)\\(.*\\{$", Pattern.MULTILINE);
  private static final Pattern NO_CODE =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|//.*|/\\*[\\s\\S]*?\\*/");
  private static final Pattern COMMENT = Pattern.compile("//.*|/\\*[\\s\\S]*?\\*/");
  private static final Pattern UNICODE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

  static Reserved by(Notebook source) {
    Collection<String> locked =
        source.cells().stream()
            .filter(cell -> cell.isCode() && cell.isLocked())
            .map(cell -> NO_CODE.matcher(cell.source()).replaceAll(" "))
            .toList();
    return new Reserved(
        Pattern.compile(
            "\\b(?:class|record|interface|enum)\\s+(?:%s)\\b|[\\w>\\]]\\s+(?:%s)\\s*\\([^()]*\\)\\s*\\{"
                .formatted(any(TYPE, 0, locked), any(METHOD, 1, locked))));
  }

  /** An expression for any of the names that are found, or for nothing. */
  private static String any(Pattern pattern, int group, Collection<String> texts) {
    String names =
        texts.stream()
            .flatMap(text -> pattern.matcher(text).results())
            .map(found -> found.group(group))
            .distinct()
            .collect(Collectors.joining("|"));
    return names.isEmpty() ? "(?!)" : names;
  }

  /** Why a student's cell is not to be run, if there is a reason. */
  Optional<String> objection(Cell cell) {
    if (!cell.isCode()) {
      return Optional.empty();
    }
    if (cell.source().length() > MOST_CHARACTERS) {
      return Optional.of(
          "it has %,d characters; %,d are enough for anyone"
              .formatted(cell.source().length(), MOST_CHARACTERS));
    }
    String code = UNICODE.matcher(cell.source()).replaceAll(Reserved::letter);
    // The mark of a comment may stand in a string: what it seems to hide counts, too.
    return declaration
        .matcher(code + "\n" + COMMENT.matcher(code).replaceAll(" "))
        .results()
        .map(found -> found.group().replaceAll("[^\\w ].*", "").strip())
        .findFirst()
        .map("it declares \"%s\", which the tests use; choose another name"::formatted);
  }

  private static String letter(MatchResult escape) {
    char letter = (char) Integer.parseInt(escape.group(1), 16);
    return java.util.regex.Matcher.quoteReplacement(String.valueOf(letter));
  }
}
