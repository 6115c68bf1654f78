package gradus.grading;

import gradus.assignment.CheckCell;
import gradus.notebook.Cell;
import gradus.notebook.Piece;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a teacher's locked cells use or declare, which a submission had better not declare
 * again: what a check computes with them would be something else.
 *
 * @param teachers the cells of the source
 * @param pieces of a cell
 */
record UsedNames(List<Cell> teachers, Function<Cell, List<Piece>> pieces) {
  /** Names that the text of every check uses. */
  private static final Set<String> ALWAYS = Set.of("gradus", "java");

  private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w*");

  /** Those that some of these cells declare, sorted. */
  Set<String> redeclared(List<Cell> students) {
    Set<String> again = new TreeSet<>();
    for (Cell cell : students) {
      for (Piece piece : pieces.apply(cell)) {
        again.addAll(piece.names());
        if (isImportOfAnother(piece)) {
          again.add(piece.imported().substring(piece.imported().lastIndexOf('.') + 1));
        }
      }
    }
    again.retainAll(used());
    return again;
  }

  /** The types that checks use and what locked cells declare, unless it is an answer's. */
  private Set<String> used() {
    Set<String> used = new TreeSet<>(ALWAYS);
    for (Cell cell : teachers) {
      if (cell.isCode() && cell.isLocked()) {
        addNames(used, cell);
        Matcher types = TYPE.matcher(CheckCell.in(cell).map(CheckCell::method).orElse(""));
        while (types.find()) {
          used.add(types.group());
        }
      }
    }
    Set<String> answers = new TreeSet<>();
    teachers.stream().filter(Cell::isSolution).forEach(cell -> addNames(answers, cell));
    used.removeAll(answers);
    return used;
  }

  private void addNames(Set<String> names, Cell cell) {
    pieces.apply(cell).forEach(piece -> names.addAll(piece.names()));
  }

  /** Whether an import brings in a type by one name that the setup knows from elsewhere. */
  private boolean isImportOfAnother(Piece piece) {
    int dot = piece.imported().lastIndexOf('.');
    return dot > 0
        && teachers.stream()
            .filter(Cell::isLocked)
            .flatMap(cell -> pieces.apply(cell).stream())
            .map(Piece::imported)
            .noneMatch(
                known ->
                    known.equals(piece.imported())
                        || known.equals(piece.imported().substring(0, dot) + ".*"));
  }
}
