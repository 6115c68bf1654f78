package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CellTraceTest {
  private static final Origin ORIGIN = new Origin(4, 2, "first\n  second();\nthird();");
  private static final CellTrace TRACE = new CellTrace(id -> ORIGIN);

  private static final StackTraceElement CALL = cell("do_it$", 1);
  private static final StackTraceElement INTERNAL =
      new StackTraceElement("jdk.internal.Some", "run", "Some.java", 1);

  private static StackTraceElement cell(String method, int line) {
    return new StackTraceElement("REPL.$JShell$1", method, "#1", line);
  }

  private static StackTraceElement library(int line) {
    return new StackTraceElement("lib.Work", "step", "Work.java", line);
  }

  private static List<String> lines(StackTraceElement... frames) {
    Exception thrown = new Exception();
    thrown.setStackTrace(frames);
    return TRACE.lines(thrown);
  }

  @Test
  void aFrameOfACellShowsItsLineAndCode() {
    assertEquals(List.of("  at cell 4, line 2:   second();"), lines(CALL));
    assertEquals(List.of("  at work, cell 4, line 3:   third();"), lines(cell("work", 2)));
    assertEquals(
        List.of("  at a lambda, cell 4, line 2:   second();"), lines(cell("lambda$do_it$$0", 1)));
  }

  @Test
  void framesOutsideTheOutermostCellAndOfTheJdkInsideAreLeftOut() {
    assertEquals(
        List.of("  at lib.Work.step(Work.java:5)", "  at cell 4, line 2:   second();"),
        lines(INTERNAL, library(5), CALL, INTERNAL, library(6)));
  }

  @Test
  void withoutACellTheFramesOfTheLibraryRemain() {
    assertEquals(List.of("  at lib.Work.step(Work.java:5)"), lines(library(5), INTERNAL));
  }

  @Test
  void manyFramesOfALibraryAreShortenedToTheFirstAndTheLast() {
    assertEquals(
        List.of(
            "  at lib.Work.step(Work.java:1)",
            "  … 2 more …",
            "  at lib.Work.step(Work.java:4)",
            "  at cell 4, line 2:   second();"),
        lines(library(1), library(2), library(3), library(4), CALL));
  }

  @Test
  void recursionIsFolded() {
    StackTraceElement again = cell("down", 1);
    assertEquals(
        List.of(
            "  at down, cell 4, line 2:   second();",
            "  … and 2 times more",
            "  at cell 4, line 3:   third();"),
        lines(again, again, again, cell("do_it$", 2)));
  }

  @Test
  void aLongStackShowsBothEnds() {
    StackTraceElement[] frames =
        IntStream.range(0, 100)
            .mapToObj(i -> Stream.of(cell("ping", 1), cell("pong", 2)))
            .flatMap(pair -> pair)
            .toArray(StackTraceElement[]::new);
    List<String> lines = lines(frames);
    assertEquals(13, lines.size());
    assertEquals("  … 188 more …", lines.get(6));
  }
}
