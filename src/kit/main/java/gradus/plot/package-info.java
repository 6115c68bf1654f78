/**
 * Pictures: what a learner sees under a cell.
 *
 * <p>Charts in one house style, image grids, heat maps, scalar graphs, tables, and curves that grow
 * while a network trains; each becomes a still picture or an HTML table that needs no script and no
 * network. {@link gradus.plot.Show} puts them on the screen of whichever Java kernel is running.
 * This is the only package that knows XChart and Tablesaw.
 */
@NullMarked
package gradus.plot;

import org.jspecify.annotations.NullMarked;
