package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.notebook.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExerciseSourceTest {
  private static final ExerciseSource SOURCE =
      new ExerciseSource("a3/conv", Map.of("not with", List.of("im2col", "Conv2d", "Dropout")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return x.im2col(window); | im2col",
        "return new Conv2d(1, 2, window, he); | Conv2d",
        "return Dropout.keeping(keep).forward(x, mode); | Dropout",
        "Tensor im2col(Tensor x) { return x; } // not x.im2col(window) | ``",
        "String s = \"x.im2col(\"; /* new Conv2d(1) */ im2col(x); | ``",
        "return x.im2colTranspose(window); | ``"
      })
  void whatTheLibraryDoesInPlaceOfTheAnswerIsFound(String answer, String borrowed) {
    assertEquals(borrowed, String.join(" ", SOURCE.borrowed(answer)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1", "a2", "a3"})
  void noSolutionOfTheKitBorrows(String name) throws IOException {
    Assignment assignment = Assignment.read(Path.of("notebooks/assignments"), name);
    assignment
        .notebooks()
        .forEach(
            (file, notebook) -> {
              for (ExerciseSource exercise : assignment.exercises().get(file).exercises()) {
                for (Cell cell : notebook.cells()) {
                  if (cell.gradeId().equals(exercise.name())) {
                    assertEquals(List.of(), exercise.borrowed(cell.source()), exercise.id());
                  }
                }
              }
            });
  }
}
