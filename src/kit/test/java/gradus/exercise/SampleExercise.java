package gradus.exercise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** An exercise to test with: the mean of each column. */
final class SampleExercise {
  static final Mistake SUM = new Mistake("the division by N is missing", "divide by the rows");
  static final Mistake SHIFT = new Mistake("one is added", "nothing is to be added");

  private SampleExercise() {}

  static DMatrixRMaj mean(DMatrixRMaj x) {
    return mean(x, x.numRows, 0);
  }

  static DMatrixRMaj mean(DMatrixRMaj x, double divisor, double shift) {
    var mean = new DMatrixRMaj(1, x.numCols);
    for (int j = 0; j < x.numCols; j++) {
      for (int i = 0; i < x.numRows; i++) {
        mean.add(0, j, x.get(i, j) / divisor);
      }
      mean.add(0, j, shift);
    }
    return mean;
  }

  static ExerciseData of(double points) {
    List<Values> inputs =
        List.of(
            Values.of("x", new DMatrixRMaj(new double[][] {{1, 2}, {3, 6}})),
            Values.of("x", new DMatrixRMaj(new double[][] {{-1, 0.5}, {2, 2}, {9, 1}})));
    return new ExerciseData(
        "sample/mean",
        "The mean of a batch",
        5,
        1,
        points,
        new ExerciseData.Texts(
            "Which axis does a batch run along?",
            "the line that divides",
            "The first column is 1, 3: the mean is 2.",
            "Each column is a feature."),
        1e-7,
        Set.of(),
        OptionalDouble.empty(),
        inputs.stream()
            .map(x -> new Case(x, "", Optional.of(Values.ofAnswer(mean(x.matrix("x"))))))
            .toList(),
        List.of(
            known(inputs, List.of(SUM), true, 0),
            known(inputs, List.of(SHIFT), false, 1),
            known(inputs, List.of(SUM, SHIFT), true, 1)));
  }

  private static KnownMistake known(
      List<Values> inputs, List<Mistake> made, boolean sum, double shift) {
    return new KnownMistake(
        made,
        inputs.stream()
            .map(given -> given.matrix("x"))
            .map(x -> Values.ofAnswer(mean(x, sum ? 1 : x.numRows, shift)))
            .toList());
  }
}
