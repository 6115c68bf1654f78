package gradus.report;

import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Parameters;
import gradus.layer.Pass;
import gradus.loss.Loss;
import gradus.loss.LossValue;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * Two networks that learn side by side, each from its own mistakes, and answer with their mean: an
 * ensemble in the sense of the textbooks, unlike {@link gradus.layer.Ensemble}.
 *
 * <p>In training the output is the scores of the first on top of those of the second, 2N×C, which
 * {@link Own} grades member by member; in evaluation it is their mean, N×C.
 *
 * @param members two networks
 */
record Members(List<Layer> members) implements Layer {
  Members {
    if (members.size() != 2) {
      throw new IllegalArgumentException("two members, got " + members.size());
    }
    members = List.copyOf(members);
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    Pass a = members.getFirst().forward(x, mode);
    Pass b = members.getLast().forward(x, mode);
    if (mode instanceof Mode.Evaluation) {
      return Pass.of(
          a.output().plus(b.output()).times(0.5),
          dy -> a.backward(dy.times(0.5)).plus(b.backward(dy.times(0.5))));
    }
    int n = a.output().rows();
    return Pass.of(
        stacked(a.output(), b.output()),
        dy -> a.backward(dy.slice(0, n).copy()).plus(b.backward(dy.slice(n, 2 * n).copy())));
  }

  private static Tensor stacked(Tensor a, Tensor b) {
    Tensor both = Tensor.zeros(a.precision(), Shape.of(2 * a.rows(), a.columns()));
    for (int i = 0; i < a.size(); i++) {
      both.set(i, a.get(i));
      both.set(a.size() + i, b.get(i));
    }
    return both;
  }

  @Override
  public Parameters parameters() {
    return Parameters.none()
        .andPart("0", members.getFirst().parameters())
        .andPart("1", members.getLast().parameters());
  }

  /**
   * The mean over the members' own losses where there are scores of two.
   *
   * @param one the loss of one
   */
  record Own(Loss one) implements Loss {
    @Override
    public LossValue evaluate(Tensor scores, int[] labels) {
      return one.evaluate(scores, scores.rows() == 2 * labels.length ? twice(labels) : labels);
    }

    private static int[] twice(int... labels) {
      int[] both = new int[2 * labels.length];
      System.arraycopy(labels, 0, both, 0, labels.length);
      System.arraycopy(labels, 0, both, labels.length, labels.length);
      return both;
    }

    @Override
    public String toString() {
      return one + " of each member";
    }
  }
}
