package gradus.tensor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private static final int TASKS = 64;

  /** Whoever does the task: a result of which a part is missing would be wrong without a word. */
  @Test
  void anErrorInATaskReachesTheCaller() {
    for (int failing = 0; failing < TASKS; failing++) {
      int wrong = failing;
      Error error = new AssertionError("task " + wrong);
      Error thrown =
          assertThrows(
              Error.class,
              () ->
                  Parallel.split(
                      TASKS,
                      number -> {
                        if (number == wrong) {
                          throw error;
                        }
                      }));
      assertSame(error, thrown);
    }
  }

  @Test
  void allTasksAreDoneAfterOneHasFailed() {
    assertThrows(
        IllegalStateException.class,
        () ->
            Parallel.split(
                TASKS,
                number -> {
                  throw new IllegalStateException();
                }));
    var done = new AtomicInteger();
    Parallel.split(TASKS, number -> done.incrementAndGet());
    assertEquals(TASKS, done.get());
  }
}
