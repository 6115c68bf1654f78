/**
 * Grading: what students handed in is found, brought back into the form that was released, run, and
 * compared with the right answers.
 */
@NullMarked
package gradus.grading;

import org.jspecify.annotations.NullMarked;
