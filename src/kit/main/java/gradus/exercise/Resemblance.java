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

  /** The mistake that all trials show, if any. */
  static Optional<Mistake> of(String name, List<Trial> trials) {
    List<ValueComparison> pairs = trials.stream().map(trial -> trial.comparison(name)).toList();
    return Stream.of(
            indefinite(name, pairs),
            transposed(name, pairs),
            shape(name, pairs),
            changed(
                pairs,
                x -> x.map(v -> 0),
                name + " is zero everywhere",
                "it is returned as it was made; check that the result is stored in it and that the loop runs"),
            changed(
                pairs,
                x -> x.times(-1),
                "the sign of " + name + " is flipped",
                "look for a minus that is missing or doubled, or a difference taken the wrong way round"),
            Factor.of(name, trials, pairs),
            changed(
                pairs,
                x -> x.map(v -> v * v),
                name + " is squared",
                "a square root is missing at the end"),
            changed(
                pairs,
                x -> x.map(Math::sqrt),
                "there is a square root too many in " + name,
                "the formula ends before the root"),
            changed(
                pairs,
                x -> x.map(Math::abs),
                name + " has lost its signs",
                "look for an absolute value or a square that does not belong"),
            changed(
                pairs,
                x -> x.map(v -> v < 0 ? Math.ceil(v) : Math.floor(v)),
                name + " is cut to whole numbers",
                "look for an int where a double belongs: in Java 1 / 2 is 0, and 1.0 / 2 is 0.5"),
            given(name, trials, pairs),
            single(name, pairs),
            shifted(name, pairs, 1),
            shifted(name, pairs, -1),
            order(name, pairs),
            lastMissing(name, pairs))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Mistake> found(boolean condition, String what, String hint) {
    return condition ? Optional.of(new Mistake(what, hint)) : Optional.empty();
  }

  /** A mistake, if a change turns every expected tensor into the received one. */
  private static Optional<Mistake> changed(
      List<ValueComparison> pairs, UnaryOperator<Tensor> change, String what, String hint) {
    boolean same =
        pairs.stream()
            .map(p -> new ValueComparison(p.name(), p.received(), change.apply(p.expected())))
            .allMatch(comparison -> comparison.agrees(TOLERANCE));
    return found(same, what, hint);
  }

  private static Optional<Mistake> indefinite(String name, List<ValueComparison> pairs) {
    return found(
        pairs.stream()
            .filter(pair -> !pair.agrees(TOLERANCE))
            .limit(1) // the one that is shown
            .flatMapToDouble(pair -> Arrays.stream(pair.received().toArray()))
            .anyMatch(v -> !Double.isFinite(v)),
        name + " is infinite or no number",
        "look for an exponential that overflows to ∞, for 0/0 or ∞ − ∞, and for the root or logarithm of a number that is not positive");
  }

  private static Optional<Mistake> transposed(String name, List<ValueComparison> pairs) {
    return pairs.stream().allMatch(pair -> pair.expected().shape().rank() == 2)
        ? changed(
            pairs,
            Tensor::transpose,
            name + " is transposed",
            "rows and columns are exchanged; look for a transpose too many or too few, the order of the factors, or the two indices")
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
    return found(
        pairs.stream().allMatch(pair -> pair.agrees(SINGLE_PRECISION)),
        name + " has the digits of single precision",
        "it is right to about seven digits; look for a float where a double belongs, or an ε that is not the given one");
  }

  /** Every number stands one place too far, in its row or row by row. */
  private static Optional<Mistake> shifted(String name, List<ValueComparison> pairs, int by) {
    if (pairs.stream().anyMatch(pair -> !pair.fits() || pair.expected().size() < 2)) {
      return Optional.empty();
    }
    String where = by > 0 ? "late" : "early";
    String hint =
        "look for an index that is off by one, and for a loop that starts or ends one off";
    return changed(
            pairs, x -> shifted(x, by, x.size()), name + " stands one place too " + where, hint)
        .or(
            () ->
                changed(
                    pairs,
                    x -> shifted(x, by, x.columns()),
                    name + " stands one column too " + where,
                    hint))
        .or(
            () ->
                changed(
                    pairs,
                    x -> shifted(x, by * x.columns(), x.size()),
                    name + " stands one row too " + where,
                    hint));
  }

  /** All numbers moved, around the end of each stretch of this length. */
  private static Tensor shifted(Tensor x, int by, int stretch) {
    Tensor moved = x.copy();
    for (int i = 0; i < x.size(); i++) {
      int start = i / stretch * stretch;
      moved.set(start + Math.floorMod(i - start + by, stretch), x.get(i));
    }
    return moved;
  }

  private static Optional<Mistake> order(String name, List<ValueComparison> pairs) {
    return pairs.stream().anyMatch(pair -> pair.expected().size() > 2)
        ? changed(
            pairs.stream().map(Resemblance::sorted).toList(),
            x -> x,
            name + " has the right numbers in another order",
            "look at how a flat index is made of rows and columns, and at the order of the loops")
        : Optional.empty();
  }

  private static ValueComparison sorted(ValueComparison pair) {
    return new ValueComparison(pair.name(), sorted(pair.received()), sorted(pair.expected()));
  }

  private static Tensor sorted(Tensor tensor) {
    return Tensor.of(tensor.shape(), Arrays.stream(tensor.toArray()).sorted().toArray());
  }

  private static Optional<Mistake> lastMissing(String name, List<ValueComparison> pairs) {
    return pairs.stream().allMatch(pair -> pair.expected().rows() > 1)
        ? changed(
            pairs,
            Resemblance::withoutLastRow,
            "the last row of " + name + " is missing",
            "a loop ends one too early: compare < with <=, and the count with the count − 1")
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
