/**
 * Pictures: what a learner sees under a cell.
 *
 * <p>Charts in one house style, image grids, heat maps, diagrams of networks, tables, and curves
 * that grow while a network trains; each becomes a still picture or an HTML table that needs no
 * script and no network. {@link gradus.plot.Show} puts them on the display of whichever Java kernel
 * is running. Everything about how charts of XChart and tables of Tablesaw look is here; other
 * packages of the kit fill such charts and tables and leave their looks to this one.
 */
@NullMarked
package gradus.plot;

import org.jspecify.annotations.NullMarked;
