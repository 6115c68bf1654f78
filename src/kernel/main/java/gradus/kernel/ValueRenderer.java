package gradus.kernel;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** How values look in a notebook; their text has a bounded length. */
final class ValueRenderer extends Renderer {
  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    return withText(data, value, AbridgedText.SHORT);
  }

  /** The value with all of its text, up to {@link AbridgedText#FULL} characters. */
  DisplayData inFull(Object value) {
    DisplayData data = new DisplayData();
    data.assign(super.render(value, Map.of()));
    data.putText(AbridgedText.of(value, AbridgedText.FULL));
    return data;
  }

  private static DisplayData withText(DisplayData data, Object value, int limit) {
    Object text = data.getData(MIMEType.TEXT_PLAIN);
    data.putText(
        text == null ? AbridgedText.of(value, limit) : AbridgedText.of(text.toString(), limit));
    return data;
  }
}
