package gradus.report.experiments;

import gradus.course.Budget;

/** A part of a search from coarse to fine. */
public enum SearchStage {
  /** Points all over the space. */
  COARSE,
  /** Points around the best of the coarse ones. */
  FINE,
  /** The best of all again, with other seeds, measured on all validation and test images. */
  AGAIN;

  /** The budget of its runs in a search of this budget. */
  Budget budget(Budget search) {
    return this == AGAIN && search == Budget.LESSON ? Budget.REPORT : search;
  }
}
