package gradus.plot;

import gradus.plot.display.JupyterDisplay;
import gradus.plot.display.MimeBundle;
import gradus.scalar.Gradients;
import gradus.scalar.Scalar;
import gradus.training.History;
import gradus.training.Search;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** How each kind of result looks: the one list of what is shown as more than text. */
public final class Renderings {
  /** Up to this many pixels wide an image is enlarged, or a picture of CIFAR-10 would be a dot. */
  private static final int SMALL = 64;

  private static final int ZOOM = 4;

  private Renderings() {}

  /** The types whose values, and whose subtypes' values, are shown as more than text. */
  public static List<Class<?>> types() {
    return List.of(
        Visual.class,
        Chart.class,
        Table.class,
        BufferedImage.class,
        Scalar.class,
        Gradients.class,
        History.class,
        Search.class);
  }

  /**
   * Tells the running kernel how values of the {@link #types} look as the last expression of a
   * cell.
   *
   * <p>The kit's kernel and JJava find this out by themselves; IJava is told by a cell, or by the
   * environment: {@code IJAVA_STARTUP_SCRIPT='gradus.plot.Renderings.register();'}.
   */
  public static void register() {
    JupyterDisplay.ofRunningKernel().ifPresent(Renderings::registerIn);
  }

  static void registerIn(JupyterDisplay display) {
    display.register(types(), Renderings::orText);
  }

  /** How a value looks, if it is of one of the {@link #types}. */
  public static Optional<MimeBundle> of(Object value) {
    return visual(value).map(Visual::render);
  }

  /** How any value looks: where nothing better is known, as its text. */
  static MimeBundle orText(Object value) {
    return of(value).orElseGet(() -> MimeBundle.text(String.valueOf(value)));
  }

  private static Optional<Visual> visual(Object value) {
    return switch (value) {
      case Visual visual -> Optional.of(visual);
      case MimeBundle bundle -> Optional.of(() -> bundle);
      case Table table -> Optional.of(new TableView(table));
      case History history -> Optional.of(new TableView(TrainingTables.epochs(history)));
      case Search search -> Optional.of(new TableView(TrainingTables.trials(search)));
      default -> drawing(value).map(drawing -> drawing);
    };
  }

  static Optional<Drawing> drawing(Object value) {
    return switch (value) {
      case Drawing drawing -> Optional.of(drawing);
      case Chart<?, ?> chart -> Optional.of(new ChartDrawing(chart));
      case BufferedImage image ->
          Optional.of(new ImageDrawing(image, image.getWidth() <= SMALL ? ZOOM : 1));
      case Scalar scalar when GraphDrawing.canShow(scalar) -> Optional.of(GraphDrawing.of(scalar));
      case Gradients gradients when GraphDrawing.canShow(gradients.output()) ->
          Optional.of(GraphDrawing.of(gradients));
      default -> Optional.empty();
    };
  }
}
