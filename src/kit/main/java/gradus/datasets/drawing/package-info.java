/**
 * Draws, in plain arithmetic, the pictures that the course generates itself.
 *
 * <p>A {@link gradus.datasets.drawing.Form} is a signed distance, a {@link
 * gradus.datasets.drawing.Pose} puts it into the picture, and a {@link
 * gradus.datasets.drawing.Canvas} covers each pixel as far as the form does. Fonts and Java2D would
 * differ between machines; this gives the same bytes everywhere.
 */
@NullMarked
package gradus.datasets.drawing;

import org.jspecify.annotations.NullMarked;
