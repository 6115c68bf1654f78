package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The questions of distances between queries and examples, L1 and L2. */
final class DistanceQuestions {
  private static final String ONE_FEATURE = "only the last feature counts";
  private static final String ASSIGNED =
      "the sum over the features is overwritten in each round: look for = where += belongs";

  private DistanceQuestions() {}

  static Question l2() {
    return new Question(
            "distances_l2",
            "from queries Xte (Q×D) and examples Xtr (T×D) the distances (Q×T), √Σ(a − b)²",
            DistanceQuestions::trials,
            pairs((a, b) -> Math.sqrt(sum(a, b, d -> d * d))))
        .mistake(
            "the root is missing",
            "what is returned is the squared distance; the distance is √Σ(a − b)²",
            pairs((a, b) -> sum(a, b, d -> d * d)))
        .mistake(
            "these are L1 distances",
            "Σ|a − b| is L1; L2 squares each difference, sums, and takes the root once at the end",
            pairs((a, b) -> sum(a, b, Math::abs)))
        .mistake(ONE_FEATURE, ASSIGNED, pairs((a, b) -> Math.abs(last(a) - last(b))))
        .mistake(
            "the squares are averaged, not summed",
            "there is a division by the number of features too many",
            pairs((a, b) -> Math.sqrt(sum(a, b, d -> d * d) / a.length)))
        .mistake(
            "absolute differences stand under the root",
            "each difference is squared, not made positive: √Σ(a − b)²",
            pairs((a, b) -> Math.sqrt(sum(a, b, Math::abs))))
        .mistake(
            "the last feature takes no part",
            "a loop over the features ends one too early: compare < with <=, and the count with the count − 1",
            pairs((a, b) -> Math.sqrt(sum(a, b, d -> d * d) - Math.pow(last(a) - last(b), 2))))
        .mistake(
            "the norm of the example is missing",
            "(a − b)² = a² − 2ab + b²: three terms, and b² is not there",
            pairs((a, b) -> root(dot(a, a) - 2 * dot(a, b))))
        .mistake(
            "the norm of the first query is taken for all",
            "(a − b)² = a² − 2ab + b²: a² belongs to the query of the row",
            given -> {
              double[] first = given.tensor("Xte").slice(0, 1).toArray();
              return pairs(given, (a, b) -> root(dot(first, first) - 2 * dot(a, b) + dot(b, b)));
            })
        .mistake(
            "the mixed term is not doubled",
            "(a − b)² = a² − 2ab + b²: look at the 2 in front of the product of queries and examples",
            pairs((a, b) -> Math.sqrt(dot(a, a) - dot(a, b) + dot(b, b))))
        .mistake(
            "the mixed term has the wrong sign",
            "(a − b)² = a² − 2ab + b²: look at the sign of the product of queries and examples",
            pairs((a, b) -> Math.sqrt(dot(a, a) + 2 * dot(a, b) + dot(b, b))))
        .mistake(
            "the mixed term is missing",
            "(a − b)² = a² − 2ab + b²: the product of queries and examples is not there",
            pairs((a, b) -> Math.sqrt(dot(a, a) + dot(b, b))))
        .mistake(
            "only the largest difference counts",
            "the squared differences of all features are summed, not compared",
            pairs(DistanceQuestions::largest));
  }

  static Question l1() {
    return new Question(
            "distances_l1",
            "from queries Xte (Q×D) and examples Xtr (T×D) the distances (Q×T), Σ|a − b|",
            DistanceQuestions::trials,
            pairs((a, b) -> sum(a, b, Math::abs)))
        .mistake(
            "these are L2 distances",
            "L1 sums the absolute differences: no square and no root",
            pairs((a, b) -> Math.sqrt(sum(a, b, d -> d * d))))
        .mistake(
            "the differences are squared",
            "L1 sums |a − b|, not (a − b)²",
            pairs((a, b) -> sum(a, b, d -> d * d)))
        .mistake(
            "the absolute value is missing",
            "differences of both signs cancel in the sum: take |a − b| of each feature first",
            pairs((a, b) -> sum(a, b, d -> d)))
        .mistake(
            "the absolute value is taken of the sum",
            "differences of both signs cancel: take |a − b| of each feature, then sum",
            pairs((a, b) -> Math.abs(sum(a, b, d -> d))))
        .mistake(ONE_FEATURE, ASSIGNED, pairs((a, b) -> Math.abs(last(a) - last(b))))
        .mistake(
            "the differences are averaged, not summed",
            "there is a division by the number of features too many",
            pairs((a, b) -> sum(a, b, Math::abs) / a.length));
  }

  private static List<Values> trials(RandomInputs draw) {
    return List.of(
        Values.of("Xte", draw.gaussian(1, 4, 3)).and("Xtr", draw.gaussian(1, 6, 3)),
        Values.of("Xte", draw.gaussian(2, 5, 7)).and("Xtr", draw.gaussian(2, 3, 7)));
  }

  private interface Measure {
    double of(double[] a, double[] b);
  }

  /** The answer with a number for each query and example. */
  private static UnaryOperator<Values> pairs(Measure measure) {
    return given -> pairs(given, measure);
  }

  private static Values pairs(Values given, Measure measure) {
    Tensor queries = given.tensor("Xte");
    Tensor examples = given.tensor("Xtr");
    Tensor distances = Tensor.zeros(Precision.DOUBLE, Shape.of(queries.rows(), examples.rows()));
    for (int q = 0; q < queries.rows(); q++) {
      for (int t = 0; t < examples.rows(); t++) {
        double[] a = queries.slice(q, q + 1).toArray();
        double[] b = examples.slice(t, t + 1).toArray();
        distances.set(q * examples.rows() + t, measure.of(a, b));
      }
    }
    return Values.of("distances", distances);
  }

  private static double sum(double[] a, double[] b, DoubleUnaryOperator term) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += term.applyAsDouble(a[i] - b[i]);
    }
    return sum;
  }

  /** The root of what may be negative where a term is wrong. */
  private static double root(double square) {
    return Math.sqrt(Math.max(0, square));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static double last(double[] a) {
    return a[a.length - 1];
  }
}
