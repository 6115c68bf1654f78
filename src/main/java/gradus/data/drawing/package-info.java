/**
 * A small painter in plain arithmetic, for the pictures that the course generates itself.
 *
 * <p>A {@link gradus.data.drawing.Form} is a signed distance, a {@link gradus.data.drawing.Pose}
 * puts it into the picture, and a {@link gradus.data.drawing.Canvas} covers each pixel as far as
 * the form does. Fonts and Java2D would differ between machines; this gives the same bytes
 * everywhere.
 */
@NullMarked
package gradus.data.drawing;

import org.jspecify.annotations.NullMarked;
