package gradus.exercise.bank;

import gradus.exercise.Question;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All questions of the course, in its order. */
public final class QuestionBank {
  private static final Map<String, Question> ALL = new LinkedHashMap<>();

  static {
    Stream.of(
            DistanceQuestions.l2(),
            DistanceQuestions.l1(),
            VoteQuestion.make(),
            HingeQuestion.make(),
            SoftmaxQuestion.make(),
            LayerQuestions.affine(),
            LayerQuestions.relu(),
            LayerQuestions.sigmoid(),
            LayerQuestions.tanh(),
            TwoLayerQuestion.make(),
            BatchNormQuestion.training(),
            BatchNormQuestion.test(),
            DropoutQuestion.make(),
            UpdateQuestions.momentum(),
            UpdateQuestions.nesterovMomentum(),
            UpdateQuestions.withRootMistakes(UpdateQuestions.adaGrad()),
            UpdateQuestions.withRootMistakes(UpdateQuestions.rmsProp()),
            AdamQuestion.make(),
            ConvolutionQuestion.make(),
            PoolingQuestions.max(),
            PoolingQuestions.average())
        .forEach(question -> ALL.put(question.id(), question));
  }

  private QuestionBank() {}

  /**
   * The question of this id.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Question question(String id) {
    Question question = ALL.get(id);
    if (question == null) {
      throw new IllegalArgumentException(
          "there is no question %s; there are %s".formatted(id, ids()));
    }
    return question;
  }

  /** The ids of all questions. */
  public static Set<String> ids() {
    return Collections.unmodifiableSet(ALL.keySet());
  }
}
