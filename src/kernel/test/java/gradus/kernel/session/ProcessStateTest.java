package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class ProcessStateTest {
  private final ProcessState state = ProcessState.now();

  @Test
  void streamsAreThoseOfBefore() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    InputStream in = System.in;
    System.setOut(new PrintStream(PrintStream.nullOutputStream()));
    System.setErr(System.out);
    System.setIn(InputStream.nullInputStream());
    state.restore();
    assertSame(out, System.out);
    assertSame(err, System.err);
    assertSame(in, System.in);
  }

  @Test
  void localesZoneAndHandlerAreThoseOfBefore() {
    Locale format = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
    state.restore();
    assertEquals(format, Locale.getDefault(Locale.Category.FORMAT));
    assertEquals("title", "TITLE".toLowerCase(Locale.getDefault()));
    assertEquals(zone, TimeZone.getDefault());
    assertSame(handler, Thread.getDefaultUncaughtExceptionHandler());
  }

  @Test
  void propertiesThatWereThereKeepTheirValuesAndNewOnesStay() {
    String folder = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", "/nowhere");
    System.clearProperty("java.class.path");
    System.setProperty("gradus.added", "yes");
    state.restore();
    assertEquals(folder, System.getProperty("java.io.tmpdir"));
    assertEquals("yes", System.clearProperty("gradus.added"));
    System.setProperties(new Properties());
    state.restore();
    assertEquals(folder, System.getProperty("java.io.tmpdir"));
  }
}
