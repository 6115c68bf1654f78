package gradus.exercise;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Recognises a received value as a simple change of the expected one, such as its negative. */
final class Resemblance {
  private static final double TOLERANCE = 1e-9;
  private static final double SINGLE_PRECISION = 1e-5;

  private Resemblance() {}

  /** The mistake that one received value shows by itself, if any. */
  static Optional<Mistake> of(String name, Tensor received, Tensor expected) {
    Values given = Values.none();
    return of(
        name, List.of(new Trial(given, given.and(name, expected), given.and(name, received))));
  }

  /** The mistake that all trials show, if any. */
  static Optional<Mistake> of(String name, List<Trial> trials) {
    List<ValueComparison> pairs = trials.stream().map(trial -> trial.comparison(name)).toList();
    return Stream.<Optional<Mistake>>of(
            indefinite(name, pairs),
            transposed(name, pairs),
            shape(name, pairs),
            all(pairs, x -> x.map(v -> 0)).map(zero -> nothing(name)),
            all(pairs, x -> x.times(-1)).map(minus -> sign(name)),
            Factor.of(name, trials, pairs),
            all(pairs, x -> x.map(v -> v * v)).map(square -> squared(name)),
            all(pairs, x -> x.map(Math::sqrt)).map(root -> rooted(name)),
            all(pairs, x -> x.map(Math::abs)).map(positive -> absolute(name)),
            all(pairs, x -> x.map(v -> v < 0 ? Math.ceil(v) : Math.floor(v))).map(w -> whole(name)),
            given(name, trials, pairs),
            single(name, pairs),
            order(name, pairs),
            lastMissing(name, pairs))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The change, if it turns every expected tensor into the received one. */
  private static Optional<UnaryOperator<Tensor>> all(
      List<ValueComparison> pairs, UnaryOperator<Tensor> change) {
    return pairs.stream()
            .allMatch(
                pair ->
                    new ValueComparison(pair.name(), pair.received(), change.apply(pair.expected()))
                        .agrees(TOLERANCE))
        ? Optional.of(change)
        : Optional.empty();
  }

  private static Optional<Mistake> indefinite(String name, List<ValueComparison> pairs) {
    return pairs.stream()
            .anyMatch(
                pair -> Arrays.stream(pair.received().toArray()).anyMatch(v -> !Double.isFinite(v)))
        ? Optional.of(
            new Mistake(
                name + " is infinite or no number",
                "look for an exponential that overflows to ∞, for 0/0 or ∞ − ∞, and for the root or logarithm of a number that is not positive"))
        : Optional.empty();
  }

  private static Optional<Mistake> transposed(String name, List<ValueComparison> pairs) {
    return pairs.stream().allMatch(pair -> pair.expected().shape().rank() == 2)
        ? all(pairs, Tensor::transpose)
            .map(
                transpose ->
                    new Mistake(
                        name + " is transposed",
                        "rows and columns are exchanged; look for a transpose too many or too few, the order of the factors, or the two indices"))
        : Optional.empty();
  }

  private static Optional<Mistake> shape(String name, List<ValueComparison> pairs) {
    return pairs.stream().filter(pair -> !pair.fits()).findFirst().map(pair -> shape(name, pair));
  }

  private static Mistake shape(String name, ValueComparison pair) {
    boolean summed = pair.received().columns() == 1 && pair.expected().rows() == 1;
    return new Mistake(
        name + " has the wrong shape",
        summed
            ? "there is one number for each row, and one for each column is wanted: sum the other way"
            : "a value has the shape of what it belongs to, here %s; write the shapes of all factors beside the formula, the inner ones must agree"
                .formatted(pair.expected().shape()));
  }

  private static Mistake nothing(String name) {
    return new Mistake(
        name + " is zero everywhere",
        "it is returned as it was made; check that the result is stored in it and that the loop runs");
  }

  private static Mistake sign(String name) {
    return new Mistake(
        "the sign of " + name + " is flipped",
        "look for a minus that is missing or doubled, or a difference taken the wrong way round");
  }

  private static Mistake squared(String name) {
    return new Mistake(name + " is squared", "a square root is missing at the end");
  }

  private static Mistake rooted(String name) {
    return new Mistake(
        "there is a square root too many in " + name, "the formula ends before the root");
  }

  private static Mistake absolute(String name) {
    return new Mistake(
        name + " has lost its signs",
        "look for an absolute value or a square that does not belong");
  }

  private static Mistake whole(String name) {
    return new Mistake(
        name + " is cut to whole numbers",
        "look for an int where a double belongs: in Java 1 / 2 is 0, and 1.0 / 2 is 0.5");
  }

  private static Optional<Mistake> given(
      String name, List<Trial> trials, List<ValueComparison> pairs) {
    return trials.getFirst().given().names().stream()
        .filter(
            input -> {
              for (int i = 0; i < pairs.size(); i++) {
                Tensor same = trials.get(i).given().tensor(input);
                if (!new ValueComparison(name, pairs.get(i).received(), same).agrees(TOLERANCE)) {
                  return false;
                }
              }
              return true;
            })
        .findFirst()
        .map(
            input ->
                new Mistake(
                    name + " is the given " + input + ", unchanged",
                    "what was computed is not what is returned"));
  }

  private static Optional<Mistake> single(String name, List<ValueComparison> pairs) {
    return pairs.stream().allMatch(pair -> pair.agrees(SINGLE_PRECISION))
        ? Optional.of(
            new Mistake(
                name + " has the digits of single precision",
                "it is right to about seven digits; look for a float where a double belongs, or an ε that is not the given one"))
        : Optional.empty();
  }

  private static Optional<Mistake> order(String name, List<ValueComparison> pairs) {
    boolean several = pairs.stream().anyMatch(pair -> pair.expected().size() > 2);
    return several && all(pairs.stream().map(Resemblance::sorted).toList(), x -> x).isPresent()
        ? Optional.of(
            new Mistake(
                name + " has the right numbers in another order",
                "look at how a flat index is made of rows and columns, and at the order of the loops"))
        : Optional.empty();
  }

  private static ValueComparison sorted(ValueComparison pair) {
    return new ValueComparison(pair.name(), sorted(pair.received()), sorted(pair.expected()));
  }

  private static Tensor sorted(Tensor tensor) {
    return Tensor.of(tensor.shape(), Arrays.stream(tensor.toArray()).sorted().toArray());
  }

  private static Optional<Mistake> lastMissing(String name, List<ValueComparison> pairs) {
    boolean several = pairs.stream().allMatch(pair -> pair.expected().rows() > 1);
    return several && all(pairs, Resemblance::withoutLastRow).isPresent()
        ? Optional.of(
            new Mistake(
                "the last row of " + name + " is missing",
                "a loop ends one too early: compare < with <=, and the count with the count − 1"))
        : Optional.empty();
  }

  private static Tensor withoutLastRow(Tensor tensor) {
    Tensor cut = tensor.copy();
    for (int i = tensor.size() - tensor.columns(); i < tensor.size(); i++) {
      cut.set(i, 0);
    }
    return cut;
  }
}
