package gradus.exercise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is wrong with the responses to an exercise, and the likely mistakes.
 *
 * <p>Nothing is guessed: a mistake is named only if it gives the received numbers, all of them, to
 * every case. If no known one does, each value is compared with what can be made of the expected
 * one: negated, transposed, N times too large and so on.
 *
 * @param exercise that was answered
 * @param firstWrong the index of the first case with a wrong answer, if there is one
 * @param difference what is wrong there, in a sentence
 * @param likely the mistakes that give what was received; empty if none is known
 */
public record Findings(
    ExerciseData exercise, Optional<Integer> firstWrong, String difference, List<Mistake> likely) {
  private static final double SAME = 1e-7;

  public Findings {
    likely = List.copyOf(likely);
  }

  /**
   * Examines responses.
   *
   * @throws IllegalArgumentException if there is not one response for each case with an expected
   *     answer
   */
  public static Findings of(ExerciseData exercise, Responses responses) {
    if (responses.cases().size() != exercise.cases().size()) {
      throw new IllegalArgumentException(
          "%s received %d responses, expected %d"
              .formatted(exercise.id(), responses.cases().size(), exercise.cases().size()));
    }
    return new Search(exercise, responses).findings();
  }

  /** Whether nothing is wrong. */
  public boolean right() {
    return firstWrong.isEmpty() && likely.isEmpty();
  }

  private record Search(ExerciseData exercise, Responses responses) {
    Findings findings() {
      Optional<Integer> firstWrong = cases().filter(i -> !isRight(i)).boxed().findFirst();
      List<Mistake> likely = new ArrayList<>(firstWrong.isEmpty() ? List.of() : explanations());
      changed().forEach(name -> likely.add(changed(name)));
      responses.faults().forEach(fault -> likely.add(fault.mistake()));
      return new Findings(
          exercise, firstWrong, firstWrong.map(this::difference).orElse(""), likely);
    }

    private IntStream cases() {
      return IntStream.range(0, exercise.cases().size());
    }

    private Values expected(int i) {
      return exercise.expected(i).orElseThrow();
    }

    private Values received(int i) {
      return responses.cases().get(i).answer();
    }

    private boolean isRight(int i) {
      return responses.cases().get(i).error().isEmpty()
          && received(i).names().equals(expected(i).names())
          && names().stream().allMatch(name -> isRight(i, name));
    }

    private Set<String> names() {
      return expected(0).names();
    }

    private boolean isRight(int i, String name) {
      if (!received(i).has(name)) {
        return false;
      }
      ValueComparison comparison = comparison(i, name);
      return exercise.accuracy().isPresent()
          ? comparison.fits() && comparison.agreement() >= exercise.accuracy().getAsDouble()
          : comparison.agrees(exercise.tolerance());
    }

    private ValueComparison comparison(int i, String name) {
      return new ValueComparison(name, received(i).tensor(name), expected(i).tensor(name));
    }

    private String difference(int i) {
      Optional<String> error = responses.cases().get(i).error();
      if (error.isPresent()) {
        return "the method threw " + error.get();
      }
      String name =
          names().stream().filter(candidate -> !isRight(i, candidate)).findFirst().orElseThrow();
      if (!received(i).has(name)) {
        return name + " is missing";
      }
      ValueComparison comparison = comparison(i, name);
      return exercise.accuracy().isPresent() && comparison.fits()
          ? "%.1f %% of the labels are right, %.1f %% are asked for"
              .formatted(100 * comparison.agreement(), 100 * exercise.accuracy().getAsDouble())
          : comparison.firstDifference(exercise.tolerance(), i == 0);
    }

    private List<Mistake> explanations() {
      if (cases().anyMatch(i -> !received(i).names().equals(expected(i).names()))) {
        return known(Set.of(), true);
      }
      List<Mistake> all = known(names(), false);
      if (!all.isEmpty() || exercise.accuracy().isPresent()) {
        return all;
      }
      Set<Mistake> each = new LinkedHashSet<>();
      for (String name : names()) {
        if (cases().anyMatch(i -> !isRight(i, name))) {
          List<Mistake> mistakes = known(Set.of(name), false);
          each.addAll(mistakes.isEmpty() ? resemblance(name) : mistakes);
        }
      }
      return List.copyOf(each);
    }

    /** The first known mistake that gives all these values, or throws where the method threw. */
    private List<Mistake> known(Set<String> names, boolean throwing) {
      return exercise.mistakes().stream()
          .filter(
              known ->
                  cases()
                      .allMatch(
                          i ->
                              throwing
                                  ? sameNumbers(known.answers().get(i), received(i))
                                  : gives(known.answers().get(i), received(i), names)))
          .map(KnownMistake::mistakes)
          .findFirst()
          .orElse(List.of());
    }

    private boolean sameNumbers(Values known, Values received) {
      return known.names().equals(received.names()) && gives(known, received, known.names());
    }

    private static boolean gives(Values known, Values received, Set<String> names) {
      return names.stream()
          .allMatch(
              name ->
                  known.has(name)
                      && new ValueComparison(name, received.tensor(name), known.tensor(name))
                          .agrees(SAME));
    }

    private List<Mistake> resemblance(String name) {
      List<Trial> trials =
          cases()
              .mapToObj(i -> new Trial(exercise.cases().get(i).given(), expected(i), received(i)))
              .toList();
      return Resemblance.of(name, trials).stream().toList();
    }

    private Set<String> changed() {
      Set<String> names = new LinkedHashSet<>();
      responses.cases().forEach(response -> names.addAll(response.changed()));
      names.removeAll(exercise.changes());
      return names;
    }

    private static Mistake changed(String name) {
      return new Mistake(
          name + " was changed by the method that it was given to",
          "the caller still needs it: write into a matrix or an array of your own, such as a copy");
    }
  }
}
