package gradus.assignment;

import gradus.exercise.DrawnObjects;
import gradus.exercise.ExerciseFile;
import gradus.exercise.Values;
import gradus.notebook.Cell;
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
public record CheckCell(String id, String method) {
  private static final Pattern CHECK =
      Pattern.compile("check\\(\\s*\"([^\"]+)\"\\s*,(.*)\\)\\s*;?\\s*", Pattern.DOTALL);

  /** A string constant of a class file holds less than 65,536 bytes. */
  private static final int CHUNK = 10_000;

  /** The check in a cell, if there is one. */
  public static Optional<CheckCell> in(Cell cell) {
    Matcher matcher = CHECK.matcher(cell.source().strip());
    return cell.isCode() && matcher.matches()
        ? Optional.of(new CheckCell(matcher.group(1), matcher.group(2).strip()))
        : Optional.empty();
  }

  /** Code whose value is what the solution answers to these inputs, as text. */
  String answers(List<Values> inputs) {
    return call("new gradus.exercise.Answers", known(inputs));
  }

  /** The same for a method that changes its arguments. */
  String carelessAnswers(List<Values> inputs) {
    return call("gradus.exercise.Answers.careless", known(inputs));
  }

  /**
   * The same for a submission, which must not learn what would tell it the answers.
   *
   * @param visible how many of the inputs everyone knows
   */
  String submittedAnswers(List<Values> inputs, int visible) {
    List<Values> sent = new ArrayList<>(inputs);
    if (asksForDrawnObjects()) {
      sent.subList(visible, sent.size()).replaceAll(DrawnObjects::pixelsOnly);
    }
    return call("new gradus.exercise.Answers", sent);
  }

  private List<Values> known(List<Values> inputs) {
    return asksForDrawnObjects() ? inputs.stream().map(DrawnObjects::withLabels).toList() : inputs;
  }

  private boolean asksForDrawnObjects() {
    return method.contains("drawnObjects()");
  }

  private String call(String name, List<Values> inputs) {
    String text = ExerciseFile.inputsToJson(inputs);
    List<String> chunks = new ArrayList<>();
    for (int from = 0; from < text.length(); from += CHUNK) {
      String chunk = text.substring(from, Math.min(text.length(), from + CHUNK));
      chunks.add("\"" + chunk.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
    return "%s(%s, %s)".formatted(name, method, String.join(", ", chunks));
  }
}
