/**
 * Where results are shown: the page of a running Java kernel, or standard output.
 *
 * <p>A result arrives here as a {@link gradus.plot.display.MimeBundle}; how charts, tables and
 * images become one is the business of the package above. Kernels of the IJava family are called by
 * reflection, so that the kit runs in each of them and without any.
 */
@NullMarked
package gradus.plot.display;

import org.jspecify.annotations.NullMarked;
