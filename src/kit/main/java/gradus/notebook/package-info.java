/**
 * Notebooks as files: their cells, the declarations in a cell, nbgrader's metadata, and what comes
 * out when they are run.
 *
 * <p>What students hand in is read more leniently than what the kit wrote.
 */
@NullMarked
package gradus.notebook;

import org.jspecify.annotations.NullMarked;
