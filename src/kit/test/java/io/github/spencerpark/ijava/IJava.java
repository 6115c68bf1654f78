package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for IJava's class of this name, through which libraries find the running kernel. Its
 * kernel is built on IJava's real protocol library, evaluates nothing and records what it is sent.
 */
public final class IJava {
  @SuppressWarnings("NonFinalStaticField") // as in IJava
  private static @Nullable BaseKernel kernel;

  private IJava() {}

  /** The running kernel, or null outside a notebook. */
  public static @Nullable BaseKernel getKernelInstance() {
    return kernel;
  }

  /** Starts a kernel. */
  public static BaseKernel start() {
    BaseKernel started = new Silent();
    kernel = started;
    return started;
  }

  /** What the running kernel was asked to show or replace, in order. */
  public static List<Sent> sent() {
    return kernel instanceof Silent silent ? List.copyOf(silent.io.display.sent) : List.of();
  }

  /**
   * A result that a kernel was asked to show.
   *
   * @param replaces whether it replaces the earlier result of the same name
   */
  public record Sent(boolean replaces, String name, String text) {
    static Sent of(boolean replaces, DisplayData data) {
      Object text = data.getData(MIMEType.TEXT_PLAIN);
      return new Sent(replaces, data.getDisplayId(), String.valueOf(text));
    }
  }

  /** A page that records instead of showing; public, as it is called by reflection. */
  public static final class Page extends DisplayStream {
    private final List<Sent> sent = new ArrayList<>();

    @Override
    public void display(DisplayData data) {
      sent.add(Sent.of(false, data));
    }

    @Override
    public void updateDisplay(DisplayData data) {
      sent.add(Sent.of(true, data));
    }
  }

  /** Streams whose page records. */
  public static final class RecordingIO extends JupyterIO {
    /** In place of the page of the class above. */
    @SuppressWarnings("HidingField")
    public final Page display = new Page();
  }

  /** Stops the kernel. */
  public static void stop() {
    kernel = null;
  }

  /** Evaluates nothing; public, as it is called by reflection. */
  public static final class Silent extends BaseKernel {
    private final RecordingIO io = new RecordingIO();

    @Override
    public JupyterIO getIO() {
      return io;
    }

    @Override
    public DisplayData eval(String code) {
      return DisplayData.EMPTY;
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("Java").build();
    }
  }
}
