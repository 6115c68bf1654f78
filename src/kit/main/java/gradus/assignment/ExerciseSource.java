package gradus.assignment;

import gradus.course.OneWaySeed;
import gradus.exercise.Case;
import gradus.exercise.ExerciseData;
import gradus.exercise.InputDescription;
import gradus.exercise.RandomInputs;
import gradus.tensor.Seed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An exercise as its author writes it.
 *
 * @param id with its set, such as {@code a1/svm-loss}
 * @param facts the rest of its section of the file, by the words of the file
 */
public record ExerciseSource(String id, Map<String, Object> facts) {
  private static final long VISIBLE = 1;
  private static final double TOLERANCE = 1e-7;
  private static final Set<String> WORDS =
      Set.of(
          "title",
          "minutes",
          "difficulty",
          "points",
          "nudge",
          "where",
          "by hand",
          "why",
          "tolerance",
          "changes",
          "accuracy",
          "setup",
          "solution",
          "given",
          "hidden",
          "wrong",
          "same mistakes as",
          "not with");

  private static final Pattern WORDS_AND_COMMENTS =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|//[^\n]*|/\\*(?s:.*?)\\*/");

  public ExerciseSource {
    for (String word : facts.keySet()) {
      if (!WORDS.contains(word)) {
        throw new IllegalArgumentException(
            "%s received the word \"%s\", expected one of %s"
                .formatted(id, word, WORDS.stream().sorted().toList()));
      }
    }
  }

  private String text(String word) {
    Object text = facts.get(word);
    if (text == null || text.toString().isBlank()) {
      throw new IllegalArgumentException("%s has no \"%s\"; write one".formatted(id, word));
    }
    return text.toString().strip();
  }

  private double number(String word, double otherwise) {
    Object number = facts.getOrDefault(word, otherwise);
    if (number instanceof Number found) {
      return found.doubleValue();
    }
    if (number instanceof String words) {
      return Double.parseDouble(words); // YAML's 1e-7 has no point
    }
    throw new IllegalArgumentException("%s: %s is no number: %s".formatted(id, word, number));
  }

  private List<?> list(String word) {
    return facts.getOrDefault(word, List.of()) instanceof List<?> list ? list : List.of();
  }

  String setup() {
    return String.valueOf(facts.getOrDefault("setup", ""));
  }

  /** The solution, if it is not the solution cell of an assignment. */
  Optional<String> solution() {
    return Optional.ofNullable(facts.get("solution")).map(text -> text.toString().strip());
  }

  /** The exercises, without their set, whose mistakes are recognised, too. */
  List<String> related() {
    return list("same mistakes as").stream().map(Object::toString).toList();
  }

  /** What an answer uses of the library though it is what the exercise asks for. */
  public List<String> borrowed(String answer) {
    String code = WORDS_AND_COMMENTS.matcher(answer).replaceAll(" ");
    return list("not with").stream()
        .map(Object::toString)
        .filter(
            name ->
                Pattern.compile("(?:\\.\\s*|\\bnew\\s+)%1$s\\s*[(<]|\\b%1$s\\s*\\.".formatted(name))
                    .matcher(code)
                    .find())
        .toList();
  }

  /** The name of its answer's cell. */
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }

  public List<Variant> variants() {
    return list("wrong").stream().map(wrong -> Variant.of(id, (Map<?, ?>) wrong)).toList();
  }

  /** The exercise with its visible inputs, whose answers are not known yet. */
  ExerciseData data() {
    double accuracy = number("accuracy", -1);
    Set<String> changes = new LinkedHashSet<>();
    list("changes").forEach(name -> changes.add(name.toString()));
    return new ExerciseData(
        id,
        text("title"),
        (int) number("minutes", 5),
        (int) number("difficulty", 1),
        number("points", 0),
        new ExerciseData.Texts(text("nudge"), text("where"), text("by hand"), text("why")),
        number("tolerance", TOLERANCE),
        changes,
        accuracy < 0 ? OptionalDouble.empty() : OptionalDouble.of(accuracy),
        cases(list("given"), false, i -> new Seed(VISIBLE).stream(id + ":" + i)),
        List.of());
  }

  /** Inputs that no notebook shows: those that are drawn, drawn anew, and the hidden ones. */
  List<Case> hidden(long seed) {
    List<Case> cases = new ArrayList<>();
    for (String key : List.of("given", "hidden")) {
      cases.addAll(
          cases(
              list(key),
              key.equals("given"),
              i -> new Seed(OneWaySeed.of(seed, id, key, i)).stream("inputs")));
    }
    return cases;
  }

  private List<Case> cases(
      List<?> descriptions, boolean randomOnly, IntFunction<RandomGenerator> generators) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < descriptions.size(); i++) {
      Map<String, Object> values = new java.util.LinkedHashMap<>();
      ((Map<?, ?>) descriptions.get(i))
          .forEach((name, value) -> values.put(name.toString(), value));
      Object note = values.remove("note");
      var description = new InputDescription(values);
      if (!randomOnly || description.isRandom()) {
        var random = new RandomInputs(generators.apply(i));
        cases.add(
            new Case(
                description.draw(random), note == null ? "" : note.toString(), Optional.empty()));
      }
    }
    return cases;
  }
}
