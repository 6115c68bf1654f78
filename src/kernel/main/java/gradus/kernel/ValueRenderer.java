package gradus.kernel;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/** How values look in a notebook; their text has a bounded length. */
final class ValueRenderer extends Renderer {
  @Override
  public DisplayData render(@Nullable Object value) {
    return value == null ? new DisplayData("null") : super.render(value);
  }

  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    Object text = data.getData(MIMEType.TEXT_PLAIN);
    data.putText(AbridgedText.of(text == null ? value : text.toString(), AbridgedText.SHORT));
    return data;
  }

  /** The value with all of its text, up to {@link AbridgedText#FULL} characters. */
  DisplayData inFull(@Nullable Object value) {
    if (value == null) {
      return render(value);
    }
    DisplayData data = new DisplayData();
    data.assign(super.render(value, Map.of()));
    data.putText(AbridgedText.of(value, AbridgedText.FULL));
    return data;
  }
}
