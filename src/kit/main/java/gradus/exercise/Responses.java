package gradus.exercise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a method responded to a list of inputs: plain data, which can leave the process.
 *
 * @param cases one for each input, in order
 * @param faults what showed when it was called again
 */
public record Responses(List<Response> cases, Set<Fault> faults) {
  private static final double SAME = 1e-12;

  /**
   * The response to one input.
   *
   * @param answer by name; none if the method threw
   * @param changed the arguments that the method changed
   * @param error what it threw
   */
  public record Response(Values answer, Set<String> changed, Optional<String> error) {}

  public Responses {
    cases = List.copyOf(cases);
  }

  /** Calls a method with each input, and again to see whether the calls depend on each other. */
  static Responses of(List<Values> inputs, Function<Given, ?> method) {
    List<Response> cases = new ArrayList<>();
    List<Object> results = new ArrayList<>();
    for (Values input : inputs) {
      Given given = new Given(input, false);
      Object result = method.apply(given);
      results.add(result);
      cases.add(new Response(answer(result), given.changed(), Optional.empty()));
    }
    return new Responses(cases, faults(inputs, method, results, cases));
  }

  /** The same, but what a method throws is its response; nothing is called again after that. */
  static Responses caught(List<Values> inputs, Function<Given, ?> method) {
    try {
      return of(inputs, method);
    } catch (StackOverflowError | RuntimeException | AssertionError e) {
      List<Response> cases = new ArrayList<>();
      for (Values input : inputs) {
        cases.add(caught(new Given(input, false), method));
      }
      return new Responses(cases, Set.of());
    }
  }

  private static Response caught(Given given, Function<Given, ?> method) {
    try {
      Values answer = answer(method.apply(given));
      return new Response(answer, given.changed(), Optional.empty());
    } catch (StackOverflowError | RuntimeException | AssertionError e) {
      return new Response(
          Values.none(),
          given.changed(),
          Optional.of(
              Exercises.NOT_DONE.equals(e.getMessage())
                  ? Exercises.NOT_DONE
                  : e.getClass().getSimpleName()));
    }
  }

  private static Set<Fault> faults(
      List<Values> inputs, Function<Given, ?> method, List<Object> results, List<Response> cases) {
    Set<Fault> faults = new LinkedHashSet<>();
    if (!same(
        answer(method.apply(new Given(inputs.getFirst(), false))), cases.getFirst().answer())) {
      faults.add(Fault.KEEPS_STATE);
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!same(answer(results.get(i)), cases.get(i).answer())) {
        faults.add(Fault.SHARES_RESULTS);
      }
      if (!faults.contains(Fault.KEEPS_STATE)
          && !same(answer(method.apply(new Given(inputs.get(i), true))), cases.get(i).answer())) {
        faults.add(Fault.READS_SPARE_NUMBERS);
      }
    }
    return faults;
  }

  private static boolean same(Values one, Values other) {
    return one.names().equals(other.names())
        && one.names().stream()
            .allMatch(
                name ->
                    new ValueComparison(name, one.tensor(name), other.tensor(name)).agrees(SAME));
  }

  private static Values answer(Object result) {
    return Values.ofAnswer(result);
  }
}
