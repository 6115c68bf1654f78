package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * The door through which libraries find a running IJava, in its own place; behind it is a kernel on
 * IJava's real protocol library that shows and evaluates nothing.
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

  /** Ends it. */
  public static void stop() {
    kernel = null;
  }

  private static final class Silent extends BaseKernel {
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
