package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class InterruptInstrumenterTest {
  private final Class<?> instrumented = instrumented();

  /** The class Loops with checks, in a loader of its own. */
  private static Class<?> instrumented() {
    ClassLoader parent = InterruptInstrumenterTest.class.getClassLoader();
    try (var file = Loops.class.getResourceAsStream("Loops.class")) {
      byte[] bytes = new InterruptInstrumenter(parent).instrument(file.readAllBytes());
      return new ClassLoader(parent) {
        Class<?> define() {
          return defineClass(Loops.class.getName(), bytes, 0, bytes.length);
        }
      }.define();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void clear() {
    Interruption.clear();
  }

  private Object run(String method, Object... arguments) throws Throwable {
    return run(instrumented, method, arguments);
  }

  private static Object run(Class<?> type, String name, Object... arguments) throws Throwable {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        try {
          return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw e.getTargetException();
        }
      }
    }
    throw new AssertionError("no method " + name);
  }

  @Test
  void knownResultsAreUnchanged() throws Throwable {
    assertEquals(55L, run("fibonacci", 10));
    assertEquals(1 + 2 - 3 + 4L, run("sum", 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "fibonacci", "digits", "tries", "texts"})
  void resultsEqualThoseWithoutChecks(String method) throws Throwable {
    for (int n = 0; n < 20; n++) {
      assertEquals(run(Loops.class, method, n), run(method, n), method + "(" + n + ")");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"whileTrue", "doWhile", "counted", "catchesEverything", "callsItself"})
  void anEndlessLoopStopsWhenItIsRequested(String method) throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    Thread loop =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    run(method);
                  } catch (Throwable t) {
                    thrown[0] = t;
                  }
                });
    Thread.sleep(20);
    assertEquals(true, loop.isAlive());
    Interruption.request();
    loop.join();
    assertInstanceOf(Interruption.class, thrown[0]);
  }

  @Test
  void aMethodChecksBeforeItStarts() throws Throwable {
    Interruption.request();
    assertThrows(Interruption.class, () -> run("sum", 0));
    Interruption.clear();
    assertEquals(0L, run("sum", 0));
  }

  @Test
  void onlyAnAbandonedThreadIsStoppedByTheChecksOfLaterCells() throws InterruptedException {
    Thread abandoned =
        Thread.ofPlatform()
            .daemon()
            .start(() -> assertThrows(Interruption.class, () -> run("whileTrue")));
    Interruption told = Interruption.abandon(abandoned);
    Interruption.clear();
    abandoned.join();
    assertEquals(true, told.getMessage().contains("ignores interrupts"), told.getMessage());
  }

  @Test
  void bytesThatAreNoClassStayAsTheyAre() {
    byte[] none = {1, 2, 3, 4};
    assertEquals(none, new InterruptInstrumenter(getClass().getClassLoader()).instrument(none));
  }
}
