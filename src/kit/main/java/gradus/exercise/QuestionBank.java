package gradus.exercise;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** All questions, in the order of the course. */
final class QuestionBank {
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

  static Map<String, Question> all() {
    return Collections.unmodifiableMap(ALL);
  }
}
