/**
 * Evaluates the cells of a notebook with JShell.
 *
 * <p>It knows nothing of Jupyter: cells go in as text, values or a {@link
 * gradus.kernel.session.CellError} come out. On top of JShell it keeps variables when code is
 * redefined, stops running code, and explains errors in terms of the cell.
 */
@NullMarked
package gradus.kernel.session;

import org.jspecify.annotations.NullMarked;
