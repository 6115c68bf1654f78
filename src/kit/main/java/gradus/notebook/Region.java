package gradus.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a cell between two marks, such as {@code // BEGIN SOLUTION} and {@code // END
 * SOLUTION}.
 *
 * @param begin what the line before the region contains
 * @param end what the line after it contains
 */
public record Region(String begin, String end) {
  /** A region between comments of this name. */
  public static Region named(String name) {
    return new Region("BEGIN " + name, "END " + name);
  }

  /**
   * The cell with every such region, marks included, replaced by other lines, which get the indent
   * of the mark.
   *
   * @throws IllegalArgumentException if a region does not end, or begins inside another
   */
  public Cell replaced(Cell cell, List<String> replacement) {
    if (!cell.source().contains(begin)) {
      return cell;
    }
    List<String> kept = new ArrayList<>();
    boolean inside = false;
    for (String line : cell.source().lines().toList()) {
      if (line.contains(begin)) {
        requireOutside(inside, cell, "begins inside another; end the first");
        inside = true;
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        replacement.forEach(text -> kept.add(indent + text));
      } else if (line.contains(end)) {
        inside = false;
      } else if (!inside) {
        kept.add(line);
      }
    }
    requireOutside(inside, cell, "does not end; add " + end);
    return cell.withSource(String.join("\n", kept));
  }

  private void requireOutside(boolean inside, Cell cell, String problem) {
    if (inside) {
      throw new IllegalArgumentException("%s: %s %s".formatted(cell, begin, problem));
    }
  }
}
