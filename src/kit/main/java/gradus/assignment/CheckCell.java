package gradus.assignment;

import gradus.exercise.ExerciseFile;
import gradus.exercise.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell that checks an exercise, {@code check("a1/svm-loss", g -> svmLoss(…));}.
 *
 * @param id of the exercise
 * @param method the code of the second argument
 */
record CheckCell(String id, String method) {
  private static final Pattern CHECK =
      Pattern.compile("check\\(\\s*\"([^\"]+)\"\\s*,(.*)\\)\\s*;?\\s*", Pattern.DOTALL);

  /** A string constant of a class file holds less than 65,536 bytes. */
  private static final int CHUNK = 10_000;

  static Optional<CheckCell> in(Cell cell) {
    Matcher matcher = CHECK.matcher(cell.source().strip());
    return cell.isCode() && matcher.matches()
        ? Optional.of(new CheckCell(matcher.group(1), matcher.group(2).strip()))
        : Optional.empty();
  }

  /** Code whose value is what the method answers to these inputs, as text. */
  String answers(List<Values> inputs) {
    return call("answers", inputs);
  }

  /** The same for a method that changes its arguments. */
  String carelessAnswers(List<Values> inputs) {
    return call("carelessAnswers", inputs);
  }

  private String call(String name, List<Values> inputs) {
    String text = ExerciseFile.inputsToJson(inputs);
    List<String> chunks = new ArrayList<>();
    for (int from = 0; from < text.length(); from += CHUNK) {
      String chunk = text.substring(from, Math.min(text.length(), from + CHUNK));
      chunks.add("\"" + chunk.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
    return "gradus.exercise.Exercises.%s(String.join(\"\", %s), %s)"
        .formatted(name, String.join(", ", chunks), method);
  }
}
