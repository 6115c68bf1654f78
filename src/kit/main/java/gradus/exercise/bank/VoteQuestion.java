package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The question of what label the k nearest examples vote for. */
final class VoteQuestion {
  private VoteQuestion() {}

  private static final Comparator<Integer> FIRST = Comparator.naturalOrder();

  static Question make() {
    return new Question(
            "vote",
            "from distances (Q×T), the labels ytr of the T examples and k the labels pred of the"
                + " queries; equal distances keep the order of the examples, equal votes go to the"
                + " smallest label",
            VoteQuestion::trials,
            given -> vote(given, given.whole("k"), FIRST, VoteQuestion::smallest))
        .mistake(
            "a tie goes to the larger label",
            "with equal votes the smallest label wins: compare the counts with > and not with >=",
            given -> vote(given, given.whole("k"), FIRST, VoteQuestion::largest))
        .mistake(
            "a tie goes to the nearest example",
            "with equal votes the smallest label wins, whatever the distances: count by label, then look through the labels in order",
            given -> vote(given, given.whole("k"), FIRST, VoteQuestion::first))
        .mistake(
            "one neighbour too few votes",
            "the k nearest vote, from 0 to k − 1: look at the end of the loop",
            given -> vote(given, given.whole("k") - 1, FIRST, VoteQuestion::smallest))
        .mistake(
            "one neighbour too many votes",
            "the k nearest vote, from 0 to k − 1: look at the end of the loop",
            given -> vote(given, given.whole("k") + 1, FIRST, VoteQuestion::smallest))
        .mistake(
            "only the nearest votes",
            "k is not used: the k nearest examples vote, not the first alone",
            given -> vote(given, 1, FIRST, VoteQuestion::smallest))
        .mistake(
            "all examples vote",
            "the vote is among the k nearest; sort by distance and stop after k",
            given -> vote(given, given.labels("ytr").length, FIRST, VoteQuestion::smallest))
        .mistake(
            "the farthest examples vote",
            "the order is upside down: the smallest distances come first",
            given ->
                vote(
                    given.with("distances", d -> d.times(-1)),
                    given.whole("k"),
                    FIRST,
                    VoteQuestion::smallest))
        .mistake(
            "of equal distances the later example comes first",
            "equal distances keep the order of the examples: sort stably, compare with < and not with <=",
            given -> vote(given, given.whole("k"), FIRST.reversed(), VoteQuestion::smallest))
        .mistake(
            "the number of the example is returned, not its label",
            "look the label up: labels[index]",
            VoteQuestion::indices)
        .mistake(
            "the labels are averaged",
            "labels are names, not amounts: count the votes for each and take the one with most",
            VoteQuestion::average);
  }

  private static List<Values> trials(RandomInputs draw) {
    Tensor whole = draw.uniform(0, 5, 30, 12).map(Math::floor);
    return List.of(
        Values.of("distances", draw.uniform(0, 9, 20, 9)).and("ytr", draw.labels(9, 4)).and("k", 4),
        Values.of("distances", whole).and("ytr", draw.labels(12, 5)).and("k", 5),
        Values.of("distances", draw.uniform(0, 9, 15, 7))
            .and("ytr", draw.labels(7, 3))
            .and("k", 2));
  }

  private static Values vote(
      Values given, int k, Comparator<Integer> ties, BiFunction<int[], int[], Integer> winner) {
    int[] labels = given.labels("ytr");
    int classes = IntStream.of(labels).max().orElse(0) + 1;
    int[][] nearest = nearest(given, ties);
    int[] predictions = new int[nearest.length];
    for (int q = 0; q < predictions.length; q++) {
      int[] votes = new int[classes];
      int[] voters = IntStream.of(nearest[q]).limit(k).map(i -> labels[i]).toArray();
      IntStream.of(voters).forEach(label -> votes[label]++);
      predictions[q] = winner.apply(votes, voters);
    }
    return Values.of("pred", predictions);
  }

  /** For each query all examples, the nearest first. */
  private static int[][] nearest(Values given, Comparator<Integer> ties) {
    Tensor distances = given.tensor("distances");
    return IntStream.range(0, distances.rows())
        .mapToObj(
            q ->
                IntStream.range(0, distances.columns())
                    .boxed()
                    .sorted(
                        Comparator.<Integer>comparingDouble(t -> distances.at(q, t))
                            .thenComparing(ties))
                    .mapToInt(t -> t)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static int smallest(int[] votes, int[] voters) {
    int winner = 0;
    for (int label = 1; label < votes.length; label++) {
      winner = votes[label] > votes[winner] ? label : winner;
    }
    return winner;
  }

  private static int largest(int[] votes, int[] voters) {
    int winner = 0;
    for (int label = 1; label < votes.length; label++) {
      winner = votes[label] >= votes[winner] ? label : winner;
    }
    return winner;
  }

  private static int first(int[] votes, int[] voters) {
    int most = IntStream.of(votes).max().orElse(0);
    return IntStream.of(voters).filter(label -> votes[label] == most).findFirst().orElse(0);
  }

  private static Values indices(Values given) {
    return Values.of(
        "pred",
        IntStream.range(0, given.tensor("distances").rows())
            .map(q -> nearest(given, FIRST)[q][0])
            .toArray());
  }

  private static Values average(Values given) {
    int[] labels = given.labels("ytr");
    int[][] nearest = nearest(given, FIRST);
    int[] predictions = new int[nearest.length];
    for (int q = 0; q < predictions.length; q++) {
      double mean =
          IntStream.of(nearest[q]).limit(given.whole("k")).map(i -> labels[i]).average().orElse(0);
      predictions[q] = (int) Math.round(mean);
    }
    return Values.of("pred", predictions);
  }
}
