package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {
  private static final Session SESSION = new Session(List.of());

  private static Optional<Object> run(String code) throws CellError {
    return SESSION.evaluate(code, 1);
  }

  private static CellError failure(String code) {
    return assertThrows(CellError.class, () -> run(code));
  }

  @Test
  void theLastExpressionIsTheValue() throws CellError {
    assertEquals(Optional.of(42), run("int a = 20;\na + 22"));
    assertEquals(Optional.of("text"), run("\"te\" + \"xt\";"));
  }

  @Test
  void statementsDeclarationsCommentsAndNullHaveNoValue() throws CellError {
    for (String code :
        List.of("", "  \n", "// nothing", "/* nothing */", "int b = 1;", "null", "if (true) {}")) {
      assertEquals(Optional.empty(), run(code), code);
    }
  }

  @Test
  void theValueIsTheObjectItself() throws CellError {
    Object first = run("var list = new java.util.ArrayList<>(java.util.List.of(1));\nlist").get();
    assertEquals(List.of(1), first);
    assertTrue(run("list").get() == first);
  }

  @Test
  void classesMayReferToEachOtherWithinACell() throws CellError {
    String code =
        "class Egg { Hen hen; }\nclass Hen { Egg egg = new Egg(); }\nnew Hen().egg.hen == null";
    assertEquals(Optional.of(true), run(code));
  }

  @Test
  void aMethodDefinedAgainIsTheOneThatIsCalled() throws CellError {
    run("int twice(int x) { return 2 * x; }\nint viaTwice() { return twice(10); }");
    assertEquals(Optional.of(20), run("viaTwice()"));
    run("int twice(int x) { return 200 * x; }");
    assertEquals(Optional.of(2000), run("viaTwice()"));
  }

  @Test
  void aMethodMayCallItsOverloadBelow() throws CellError {
    run(
        "int sum(int[] a) { return sum(a, 0); }\n"
            + "int sum(int[] a, int from) { return sum(a, from, a.length); }\n"
            + "int sum(int[] a, int from, int to) { return from == to ? 0 : a[from] + sum(a, from + 1, to); }");
    assertEquals(Optional.of(6), run("sum(new int[] {1, 2, 3})"));
  }

  @Test
  void anOverloadWhoseResultHasAnotherTypeIsCalled() throws CellError {
    run("int pick(int n) { return n; }\nlong pick(long n) { return 7; }");
    assertEquals(Optional.of("5 7"), run("pick(5) + \" \" + pick(5L)"));
    run("double pick(int n) { return 0.5; }");
    assertEquals(Optional.of("0.5 7"), run("pick(5) + \" \" + pick(5L)"));
  }

  @Test
  void aMethodThatNoOverloadMendsIsRefused() throws CellError {
    CellError error =
        failure(
            "int area(int a) { return area(a, \"b\"); }\nint area(int a, int b) { return a * b; }\narea(3)");
    assertEquals("CompilationError", error.name());
    assertEquals(
        "cell 1, line 1:   int area(int a) { return area(a, \"b\"); }", error.details().getFirst());
    run("int area(int a) { return a * a; }");
    assertEquals(Optional.of(9), run("area(3)"));
    assertTrue(
        failure("int wrong(int a) { return \"\"; }\nint other() { return 1; }")
            .message()
            .contains("String"));
    assertTrue(failure("other()").message().contains("cannot find symbol"));
  }

  @Test
  void anErrorSpeaksOfTheCellAlone() {
    assertEquals(
        "variable i is already defined",
        failure("for (int i = 0; i < 2; i++) { int i = 2; }").message());
    String long10000 = "int[] many = {" + "7, ".repeat(10_000) + "\"\"};";
    assertTrue(failure(long10000).report().length() < 1_000);
  }

  @Test
  void anObjectOfAnOlderClassIsCalledSo() throws CellError {
    run(
        "class Node { int value; }\nvar nodes = new java.util.ArrayList<Object>(java.util.List.of(new Node()));");
    CellError error =
        failure("class Node { int value; Node next; }\nNode head = (Node) nodes.get(0);");
    assertEquals(
        "an object was made before Node changed; run the cell again that made it", error.message());
  }

  @Test
  void snippetsAfterAFailureDoNotRun() throws CellError {
    run("int reached = 0;");
    failure("reached = 1;\nint broken = 1 / 0;\nreached = 2;");
    assertEquals(Optional.of(1), run("reached"));
  }

  @Test
  void aDeclarationThatCannotCompileIsForgotten() throws CellError {
    failure("int tooLate() { return \"text\"; }");
    assertEquals(Optional.of(4), run("2 + 2"));
  }

  @Test
  void anInterruptEndsALoopAndKeepsVariables() throws Exception {
    run("int before = 5;");
    CellError stopped =
        interrupted(
            "while (true) { before++; System.setProperty(\"gradus.turning\", \"\"); }",
            () -> System.getProperty("gradus.turning") != null);
    assertEquals("Interrupted", stopped.name());
    assertEquals("the cell was interrupted; its variables are kept", stopped.message());
    assertTrue((int) run("before").get() > 5);
  }

  @Test
  void exitEndsTheCellAndNotTheKernel() throws CellError {
    run("int kept = 7;\nvoid leave() { System.exit(kept); }");
    CellError ended = failure("try { leave(); } catch (Exception e) {}\nkept = 8;");
    assertEquals("ProgramExit", ended.name());
    assertTrue(ended.message().startsWith("System.exit(7) would end the kernel"), ended.message());
    assertEquals(
        "  at leave, cell 1, line 2:   void leave() { System.exit(kept); }",
        ended.details().getFirst());
    assertEquals(Optional.of(7), run("kept"));
    failure("class Program { static void main() { System.exit(0); } }\nProgram.main();");
  }

  @Test
  void anInterruptEndsAWaitingCell() throws Exception {
    assertEquals("Interrupted", interrupted("Thread.sleep(60_000);").name());
  }

  @Test
  void anInterruptStopsTheSnippetsThatWait() throws Exception {
    run("int waited = 0;");
    interrupted("try { Thread.sleep(60_000); } catch (InterruptedException e) {}\nwaited = 1;");
    assertEquals(Optional.of(0), run("waited"));
  }

  @Test
  void anInterruptWhileNothingRunsDoesNothing() throws CellError {
    SESSION.interrupt();
    assertEquals(Optional.of(1000), run("int turns = 0;\nwhile (turns < 1000) turns++;\nturns"));
  }

  /** Runs a cell and interrupts it as soon as its thread runs. */
  private static CellError interrupted(String code) throws InterruptedException {
    return interrupted(code, SessionTest::isRunning);
  }

  private static CellError interrupted(String code, BooleanSupplier begun)
      throws InterruptedException {
    Thread stop =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!begun.getAsBoolean()) {
                    Thread.onSpinWait();
                  }
                  SESSION.interrupt();
                });
    CellError error = failure(code);
    stop.join();
    return error;
  }

  private static boolean isRunning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("cell"));
  }

  @Test
  void aStatementBeyondTheLimitIsStopped() throws CellError {
    SESSION.limitStatements(Duration.ofMillis(200));
    assertEquals("Interrupted", failure("while (true);").name());
    SESSION.limitStatements(Duration.ofDays(1));
    assertEquals(Optional.of(3), run("1 + 2"));
  }

  @Test
  void callReturnsTheResultOrExplainsTheException() throws CellError {
    assertEquals("ab", SESSION.call(() -> "a" + "b"));
    CellError error =
        assertThrows(
            CellError.class,
            () ->
                SESSION.call(
                    () -> {
                      throw new IllegalStateException("no");
                    }));
    assertEquals("IllegalStateException: no", error.report());
    CellError thrown = new CellError("Own", "kept as it is", List.of());
    assertEquals(
        thrown,
        assertThrows(
            CellError.class,
            () ->
                SESSION.call(
                    () -> {
                      throw thrown;
                    })));
  }
}
