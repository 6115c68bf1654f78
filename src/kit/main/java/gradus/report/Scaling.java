package gradus.report;

import gradus.data.Images;
import gradus.data.Preprocessing;

/** How pixels become numbers; what has to be measured is measured on the training images. */
public enum Scaling {
  UNIT("pixel / 255"),
  MEAN_IMAGE("pixel − mean image"),
  STANDARDISED("each channel standardised");

  private final String title;

  Scaling(String title) {
    this.title = title;
  }

  Preprocessing measuredOn(Images training) {
    return switch (this) {
      case UNIT -> Preprocessing.unit();
      case MEAN_IMAGE -> Preprocessing.meanImage(training);
      case STANDARDISED -> Preprocessing.standardised(training);
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
