package gradus.kernel.session;

import java.util.Map;
import java.util.Set;

/** What a debugger hears of a {@link Session}. Its methods are called while a cell waits. */
public interface SessionObserver {
  /** Hears nothing. */
  SessionObserver NONE = new SessionObserver() {};

  /**
   * A snippet is about to run.
   *
   * @param snippet its class
   * @param loaded the classes that were loaded or got new code since the last snippet ran
   */
  default void starts(Class<?> snippet, Set<Class<?>> loaded) {}

  /** All cells have ended. */
  default void idle() {}

  /** Gives loaded classes new code; false if the observer does not do that. */
  default boolean redefine(Map<Class<?>, byte[]> code) {
    return false;
  }
}
