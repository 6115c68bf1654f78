package gradus.kernel.session;

/**
 * A line of a cell that has been compiled.
 *
 * @param cell the number of the cell, as in In[3]
 * @param line the line, from 1
 * @param first the line on which its snippet starts
 * @param text the text of the line
 */
public record CellLine(int cell, int line, int first, String text) {}
