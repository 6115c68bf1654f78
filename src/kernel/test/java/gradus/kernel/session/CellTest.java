package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a learner may write and a session must survive. */
@Timeout(60)
public class CellTest {
  private final Session session = new Session(List.of());

  private Optional<Object> run(String code) throws CellError {
    return session.evaluate(code, 1);
  }

  private CellError failure(String code) {
    return assertThrows(CellError.class, () -> run(code));
  }

  @Test
  void theStatementsOfACellShareAThread() throws CellError {
    run("var lock = new java.util.concurrent.locks.ReentrantLock();");
    run("lock.lock();\nlock.unlock();");
    assertEquals(
        Optional.of("a"),
        run("var local = new ThreadLocal<String>();\nlocal.set(\"a\");\nlocal.get()"));
    assertEquals(
        Optional.of(true), run("Thread.currentThread().interrupt();\nThread.interrupted()"));
    run("Thread first = Thread.currentThread();");
    assertEquals(Optional.of(false), run("first == Thread.currentThread()"));
  }

  @Test
  void aClassWhoseInitializationFailedCanBeDefinedAgain() throws CellError {
    run("class Ini { static int x = 1 / 0; }");
    failure("Ini.x");
    run("class Ini { static int x = 1 / 2; }");
    assertEquals(Optional.of(0), run("Ini.x"));
    run("class Two { static int y; static { if (true) throw new Error(); } }");
    failure("new Two()");
    run("class Two { static int y = 5; }");
    assertEquals(Optional.of(5), run("Two.y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record R(int x) { R { } }",
        "record R(int x) { R { if (x < 0) throw new IllegalArgumentException(); } }",
        "record R(int x) { protected R { } }",
        "record R(int x) { R(int x) { this.x = x; } }",
        "record R(int x) {\n  static int made;\n\n  R {\n    made++;\n  }\n}",
      })
  void aRecordMayHaveAConstructorAsInAFile(String record) throws CellError {
    run(record);
    assertEquals(Optional.of(3), run("new R(3).x()"));
  }

  @Test
  void aRecordsPrivateConstructorIsRefusedAsInAFile() {
    assertTrue(failure("record R(int x) { private R { } }").message().contains("stronger access"));
  }

  @Test
  void aPackageIsIgnoredAndSaidToBe() throws CellError {
    assertEquals(Optional.of(1), run("// mine\npackage a.b;\nint q = 1;\nq"));
    assertEquals(
        List.of("a notebook has no packages; \"package a.b;\" is ignored"), session.takeNotes());
    assertEquals(
        "  at cell 1, line 3:   1 / 0", failure("package a;\n\n1 / 0").details().getFirst());
  }

  @Test
  void aMethodThatNoLongerCompilesSaysWhy() throws CellError {
    run("int base = 10;\nint add(int x) { return base + x; }");
    run("double base = 2.5;");
    CellError error = failure("add(1)");
    assertEquals(
        "add does not compile (any more): incompatible types: possible lossy conversion from double to int",
        error.message());
    assertTrue(error.details().toString().contains("^^^^^^^^ incompatible"), error.report());
    run("int twice(int x) { return x; }\nint viaTwice() { return twice(2); }");
    run("String twice(int x) { return \"\"; }");
    assertTrue(failure("viaTwice()").message().contains("String cannot be converted to int"));
  }

  @Test
  void endlessRecursionShowsNoFrameOfTheKernel() throws CellError {
    run("int deep(int n) { return deep(n + 1) + 1; }");
    CellError error = failure("deep(0)");
    assertTrue(error.report().startsWith("StackOverflowError: methods call"), error.report());
    assertTrue(!error.report().contains("gradus.kernel"), error.report());
  }

  @Test
  void whatToStringThrowsHasTheLineOfTheCell() throws CellError {
    Object bad =
        run("class Bad {\n  public String toString() {\n    return \"\" + 1 / 0;\n  }\n}\nnew Bad()")
            .get();
    CellError error = assertThrows(CellError.class, () -> session.call(bad::toString));
    assertEquals(List.of("  at toString, cell 1, line 3:   return \"\" + 1 / 0;"), error.details());
  }

  @Test
  void whatAThreadThrowsHasTheLineOfTheCell() throws CellError {
    Throwable thrown =
        (Throwable)
            run("""
                Throwable[] caught = new Throwable[1];
                Thread thread = new Thread(() -> {
                  int zero = 0;
                  System.out.println(1 / zero); });
                thread.setUncaughtExceptionHandler((t, e) -> caught[0] = e);
                thread.start(); thread.join();
                caught[0]
                """)
                .get();
    assertEquals(
        "ArithmeticException: / by zero\n  at a lambda, cell 1, line 4:   System.out.println(1 / zero); });",
        session.explain(thrown).report());
  }

  @Test
  void aWindowAndAFullMemoryAreExplained() {
    assertTrue(
        failure("throw new java.awt.HeadlessException();")
            .message()
            .contains("cannot open windows"));
    assertTrue(
        failure("throw new OutOfMemoryError(\"Java heap space\");")
            .message()
            .contains("variables are kept"));
    assertEquals(
        "unable to create native thread",
        failure("throw new OutOfMemoryError(\"unable to create native thread\");").message());
  }

  @Test
  void codeThatACellEvaluatesCanBeStoppedAndSoCanTheRestOfTheCell() throws Exception {
    run("int turns = 0;");
    Thread stop =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (System.getProperty("gradus.nested") == null) {
                    Thread.onSpinWait();
                  }
                  session.interrupt();
                });
    SESSIONS.set(session);
    CellError error =
        failure(
            "gradus.kernel.session.CellTest.nested(\"1 + 1\");\n"
                + "while (true) { System.setProperty(\"gradus.nested\", \"\"); }");
    stop.join();
    System.clearProperty("gradus.nested");
    assertEquals("Interrupted", error.name());
  }

  private static final java.util.concurrent.atomic.AtomicReference<Session> SESSIONS =
      new java.util.concurrent.atomic.AtomicReference<>();

  /** Called by a cell, as {@code eval} is. */
  public static Object nested(String code) throws CellError {
    return SESSIONS.get().evaluate(code, 1);
  }
}
