/**
 * The layout of a scalar graph: columns from left to right, the order within each, and heights.
 *
 * <p>The three steps of Sugiyama's layered drawing, for graphs of at most a hundred values whose
 * wires are read from left to right: operands arrive in their order, and a run of gates is one
 * straight line. Nothing here is drawn; {@code GraphDrawing} one package up does that.
 */
@NullMarked
package gradus.plot.graph;

import org.jspecify.annotations.NullMarked;
