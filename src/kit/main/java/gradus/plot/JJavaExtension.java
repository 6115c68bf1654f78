package gradus.plot;

import gradus.plot.display.JupyterDisplay;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What JJava finds on the class path to learn how charts, tables and images look. */
public final class JJavaExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    Renderings.registerIn(JupyterDisplay.ofJJava(kernel));
  }
}
