package gradus.exercise;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is wrong with the answers to a question, and the likely mistake.
 *
 * <p>Nothing is guessed: a mistake of the bank is named only if it gives the received numbers, all
 * of them, from the same inputs. If none does, each value is compared with what can be made of the
 * expected one: negated, transposed, N times too large and so on.
 *
 * @param question the id of the question
 * @param rights the names of the values that are right
 * @param findings one for each value that is wrong
 */
public record Diagnosis(String question, List<String> rights, List<Finding> findings) {
  private static final double TOLERANCE = 1e-9;

  /**
   * A wrong value.
   *
   * @param difference what differs most, in a sentence
   * @param likely the mistakes that lead to what was received; empty if none is known
   */
  public record Finding(String name, String difference, List<Mistake> likely) {
    public Finding {
      likely = List.copyOf(likely);
    }
  }

  public Diagnosis {
    rights = List.copyOf(rights);
    findings = List.copyOf(findings);
  }

  static Diagnosis of(
      String question, List<Trial> trials, Map<Mistake, UnaryOperator<Values>> mistakes) {
    Set<String> names = trials.getFirst().received().names();
    List<String> wrong =
        names.stream().filter(name -> firstWrong(name, trials).isPresent()).toList();
    List<String> right = names.stream().filter(name -> !wrong.contains(name)).toList();
    List<Mistake> explaining = wrong.isEmpty() ? List.of() : explaining(names, trials, mistakes);
    List<Finding> findings = new ArrayList<>();
    for (String name : wrong) {
      String difference = firstWrong(name, trials).orElseThrow().toString();
      List<Mistake> likely =
          explaining.isEmpty() ? explainingOne(name, trials, mistakes) : explaining;
      findings.add(new Finding(name, difference, likely));
    }
    return new Diagnosis(question, right, findings);
  }

  private static Optional<ValueComparison> firstWrong(String name, List<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.comparison(name))
        .filter(comparison -> !comparison.agrees(TOLERANCE))
        .findFirst();
  }

  /** The mistakes that explain one value by itself, or what it resembles. */
  private static List<Mistake> explainingOne(
      String name, List<Trial> trials, Map<Mistake, UnaryOperator<Values>> mistakes) {
    List<Mistake> known = explaining(Set.of(name), trials, mistakes);
    return known.isEmpty() ? Resemblance.of(name, trials).stream().toList() : known;
  }

  /** The mistakes that give all these values in all trials. */
  private static List<Mistake> explaining(
      Set<String> names, List<Trial> trials, Map<Mistake, UnaryOperator<Values>> mistakes) {
    return mistakes.entrySet().stream()
        .filter(mistake -> trials.stream().allMatch(t -> gives(mistake.getValue(), t, names)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean gives(UnaryOperator<Values> method, Trial trial, Set<String> names) {
    Trial wrong = new Trial(trial.given(), method.apply(trial.given()), trial.received());
    return names.stream()
        .allMatch(name -> wrong.expected().has(name) && wrong.comparison(name).agrees(TOLERANCE));
  }

  /** Whether nothing is wrong. */
  public boolean right() {
    return findings.isEmpty();
  }

  /** All mistakes that are likely, each once. */
  public List<Mistake> likely() {
    return findings.stream().flatMap(finding -> finding.likely().stream()).distinct().toList();
  }

  /** What is wrong, then the likely mistake with its hint. */
  @Override
  public String toString() {
    if (right()) {
      return question + ": right";
    }
    String wrong = findings.stream().map(Finding::difference).collect(joining("; "));
    return "%s: %s.%s".formatted(question, wrong, likely().isEmpty() ? " " + unknown() : advice());
  }

  /** The likely mistakes with their hints; empty if none is known. */
  public String advice() {
    String likely = likely().stream().map(Mistake::toString).collect(joining("\nor: "));
    return likely.isEmpty() ? "" : "\nLikely: " + likely;
  }

  private String unknown() {
    return rights.isEmpty()
        ? "No usual mistake gives these numbers: compute the smallest case by hand and compare line by line."
        : "No usual mistake gives these numbers, but %s is right: look at the lines that only %s needs."
            .formatted(
                String.join(", ", rights),
                findings.stream().map(Finding::name).collect(joining(", ")));
  }
}
