package gradus.kernel.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What every cell of a process shares and a cell can change: streams, locale, time zone, default
 * handler of exceptions, system properties.
 *
 * <p>It is recorded before cells run and put back after each of them, so that no cell changes what
 * a later one prints. System properties that a cell adds stay; those that were there keep their
 * values.
 */
public final class ProcessState {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;
  private final Locale locale = Locale.getDefault();
  private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
  private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
  private final TimeZone zone = TimeZone.getDefault();
  private final Thread.@Nullable UncaughtExceptionHandler handler =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Properties properties = System.getProperties();
  private final Map<Object, Object> values = new HashMap<>(System.getProperties());

  private ProcessState() {}

  /** The state as it is now. */
  public static ProcessState now() {
    return new ProcessState();
  }

  /** Puts back what has changed since. */
  public void restore() {
    flush(System.out);
    flush(System.err);
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
    Locale.setDefault(locale);
    Locale.setDefault(Locale.Category.DISPLAY, display);
    Locale.setDefault(Locale.Category.FORMAT, format);
    restoreZone();
    Thread.setDefaultUncaughtExceptionHandler(handler);
    properties.putAll(values);
    System.setProperties(properties);
  }

  /** A cell may have set none. */
  private static void flush(@Nullable PrintStream stream) {
    if (stream != null) {
      stream.flush();
    }
  }

  /** Setting the zone, even to what it is, discards what date classes have cached. */
  private void restoreZone() {
    if (!TimeZone.getDefault().equals(zone)) {
      TimeZone.setDefault(zone);
    }
  }
}
