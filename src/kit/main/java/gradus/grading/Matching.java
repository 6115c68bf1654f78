package gradus.grading;

import gradus.notebook.Cell;
import gradus.notebook.Piece;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which cell of a source notebook each cell of a submission is.
 *
 * <p>A cell is known by nbgrader's name, then by its id in the notebook's format, then by its text,
 * then by what it declares. So it is found after a tool has taken the metadata away, given new ids,
 * or moved it.
 */
final class Matching {
  static final int NONE = -1;

  private final List<Cell> source;
  private final List<Cell> released;
  private final List<Cell> submitted;
  private final Map<String, List<Piece>> pieces;
  private final int[] places;
  private final Set<Integer> taken = new HashSet<>();

  Matching(
      List<Cell> source,
      List<Cell> released,
      List<Cell> submitted,
      Map<String, List<Piece>> pieces) {
    this.source = source;
    this.released = released;
    this.submitted = submitted;
    this.pieces = pieces;
    places = new int[submitted.size()];
    Arrays.fill(places, NONE);
    byGradeId();
    byId();
    byText();
    byDeclaration();
  }

  /** The index of the source's cell, {@link #NONE} if the cell is a student's own. */
  int place(int cell) {
    return places[cell];
  }

  /** Whether a cell of the submission was found for a cell of the source. */
  boolean isFound(int place) {
    return taken.contains(place);
  }

  /** The names that an answer has to declare: those of the release, where its body is missing. */
  Set<String> asked(int place) {
    Cell cell = source.get(place);
    if (!cell.isSolution() || !cell.isCode()) {
      return Set.of();
    }
    Set<String> names = names(released.get(place));
    return names.isEmpty() ? names(cell) : names;
  }

  /** What a code cell declares. */
  Set<String> names(Cell cell) {
    Set<String> names = new TreeSet<>();
    pieces.getOrDefault(cell.source(), List.of()).forEach(piece -> names.addAll(piece.names()));
    return names;
  }

  private void byGradeId() {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < source.size(); i++) {
      if (!source.get(i).gradeId().isEmpty()) {
        ids.put(source.get(i).gradeId(), i);
      }
    }
    for (int i = 0; i < submitted.size(); i++) {
      Integer place = ids.get(submitted.get(i).gradeId());
      // A locked cell that comes twice is still the locked cell; an answer that does is extended.
      if (place != null && (source.get(place).isLocked() || !isFound(place))) {
        take(i, place);
      }
    }
  }

  private void byId() {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < source.size(); i++) {
      ids.putIfAbsent(source.get(i).id(), i);
    }
    ids.remove("");
    for (int i = 0; i < submitted.size(); i++) {
      Integer place = ids.get(submitted.get(i).id());
      if (places[i] == NONE && place != null && !isFound(place) && fits(submitted.get(i), place)) {
        take(i, place);
      }
    }
  }

  /** Whether a cell may be that of the source: it is of its kind and no other's answer. */
  private boolean fits(Cell cell, int place) {
    if (!cell.type().equals(source.get(place).type())) {
      return false;
    }
    Set<String> names = cell.isCode() ? names(cell) : Set.of();
    return shares(names, asked(place)) || answered(names, other -> other != place).isEmpty();
  }

  private static boolean shares(Set<String> names, Set<String> others) {
    return names.stream().anyMatch(others::contains);
  }

  /** The first answer, of some of the places, that these names belong to. */
  private OptionalInt answered(Set<String> names, IntPredicate places) {
    return IntStream.range(0, source.size())
        .filter(places)
        .filter(place -> shares(names, asked(place)))
        .findFirst();
  }

  private void byText() {
    Map<String, Integer> texts = new HashMap<>();
    for (int i = released.size() - 1; i >= 0; i--) {
      texts.put(released.get(i).type() + released.get(i).normalised(), i);
    }
    for (int i = 0; i < submitted.size(); i++) {
      Cell cell = submitted.get(i);
      Integer place = texts.get(cell.type() + cell.normalised());
      if (places[i] == NONE && place != null && !isFound(place)) {
        take(i, place);
      }
    }
  }

  private void byDeclaration() {
    for (int i = 0; i < submitted.size(); i++) {
      if (places[i] == NONE && submitted.get(i).isCode()) {
        OptionalInt place = answered(names(submitted.get(i)), other -> !isFound(other));
        if (place.isPresent()) {
          take(i, place.getAsInt());
        }
      }
    }
  }

  private void take(int cell, int place) {
    places[cell] = place;
    taken.add(place);
  }
}
