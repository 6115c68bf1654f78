package gradus.grading;

import gradus.assignment.CheckCell;
import gradus.assignment.Release;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A submission prepared for grading: the student's answers and own cells among the teacher's.
 *
 * <p>Every locked cell comes from the source, hidden tests included, in the source's order; a
 * student's own cells stay after the cell that they followed, and never come before the setup.
 *
 * @param notebook to run
 * @param remarks on what was changed, one sentence each
 */
record Restoration(Notebook notebook, List<String> remarks) {
  private static final int MOST_CHARACTERS = 50_000;

  Restoration {
    remarks = List.copyOf(remarks);
  }

  static Restoration of(Notebook source, Notebook submitted) {
    List<String> remarks = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : submitted.cells()) {
      if (cell.source().length() <= MOST_CHARACTERS || !cell.isCode()) {
        cells.add(cell);
      } else {
        remarks.add(
            "A cell was left out: it has %,d characters; %,d are enough for anyone."
                .formatted(cell.source().length(), MOST_CHARACTERS));
      }
    }
    return new Work(source, cells, remarks).restoration();
  }

  /** The restoration of one notebook. */
  private static final class Work {
    /** In the place of an answer that stands in the cell of another. */
    private static final String ELSEWHERE = "// This answer stands in another cell.";

    private final Notebook source;
    private final List<Cell> teachers;
    private final List<Cell> released;
    private final List<Cell> submitted;
    private final List<String> remarks;
    private final Map<String, List<Piece>> pieces;
    private final Matching matching;
    private final Map<Integer, Cell> answers = new HashMap<>();
    private final Map<Integer, List<Cell>> own = new HashMap<>();

    Work(Notebook source, List<Cell> submitted, List<String> remarks) {
      this.source = source;
      this.submitted = submitted;
      this.remarks = remarks;
      teachers = source.cells();
      released = Release.of(source).cells();
      pieces =
          Piece.of(
              Stream.of(teachers, released, submitted)
                  .flatMap(List::stream)
                  .filter(Cell::isCode)
                  .map(Cell::source)
                  .distinct()
                  .toList());
      matching = new Matching(teachers, released, submitted, pieces);
    }

    Restoration restoration() {
      int latest = setup();
      for (int i = 0; i < submitted.size(); i++) {
        Cell cell = submitted.get(i);
        int place = matching.place(i);
        if (place == Matching.NONE) {
          addOwn(latest, withoutChecks(cell));
        } else if (!teachers.get(place).gradeId().isEmpty()) {
          latest = place;
          accept(cell, place);
        }
      }
      IntStream.range(0, teachers.size()).forEach(this::bringForward);
      for (String name : new UsedNames(teachers, this::pieces).redeclared(students().toList())) {
        remarks.add(
            "A cell of the submission declares \"%s\", a name that locked cells use: they may compute something else with it. Rename it."
                .formatted(name));
      }
      return new Restoration(source.withCells(assembled()), remarks);
    }

    /** The first cell that is the teacher's and runs; it has the imports. */
    private int setup() {
      return IntStream.range(0, teachers.size())
          .filter(i -> teachers.get(i).isCode() && !teachers.get(i).gradeId().isEmpty())
          .limit(1)
          .filter(i -> teachers.get(i).isLocked() && !teachers.get(i).isTest())
          .findFirst()
          .orElse(Matching.NONE);
    }

    private void addOwn(int place, Cell cell) {
      own.computeIfAbsent(place, unused -> new ArrayList<>()).add(cell);
    }

    private void accept(Cell cell, int place) {
      if (!teachers.get(place).isLocked()) {
        answers.put(place, withoutChecks(cell));
        return;
      }
      if (cell.normalised().equals(released.get(place).normalised())) {
        return;
      }
      Optional<Cell> added = added(cell, place);
      String remark =
          "The locked cell \"%s\" had been changed; it was restored%s."
              .formatted(
                  teachers.get(place).gradeId(),
                  added.isPresent() ? ", and what was added to it runs after it" : "");
      if (!remarks.contains(remark)) {
        remarks.add(remark);
      }
      added.ifPresent(
          more -> {
            int answer = unanswered(more);
            if (answer == Matching.NONE) {
              addOwn(place, more);
            } else {
              answers.put(answer, more);
            }
          });
    }

    /** The first answer that has no cell of its own and is declared by this one. */
    private int unanswered(Cell cell) {
      Set<String> names = declared(cell);
      return IntStream.range(0, teachers.size())
          .filter(place -> !matching.isFound(place) && !answers.containsKey(place))
          .filter(place -> matching.asked(place).stream().anyMatch(names::contains))
          .findFirst()
          .orElse(Matching.NONE);
    }

    private Set<String> declared(Cell cell) {
      Set<String> names = new TreeSet<>();
      pieces(cell).forEach(piece -> names.addAll(piece.names()));
      return names;
    }

    private List<Piece> pieces(Cell cell) {
      return cell.isCode()
          ? pieces.computeIfAbsent(
              cell.source(), code -> Piece.of(List.of(code)).getOrDefault(code, List.of()))
          : List.of();
    }

    /** The imports and declarations of a changed locked cell that are not the teacher's. */
    private Optional<Cell> added(Cell cell, int place) {
      Set<String> known = declared(released.get(place));
      Set<String> texts =
          pieces(released.get(place)).stream().map(Piece::source).collect(Collectors.toSet());
      List<Piece> more =
          pieces(cell).stream()
              .filter(Piece::isDeclaration)
              .filter(piece -> !texts.contains(piece.source()))
              .filter(piece -> piece.names().stream().noneMatch(known::contains))
              .toList();
      return more.isEmpty() || !cell.isCode() ? Optional.empty() : Optional.of(joined(more));
    }

    /** The cell without calls of checks: a check that fails would end it. */
    private Cell withoutChecks(Cell cell) {
      if (!cell.isCode() || !cell.source().contains("check(")) {
        return cell;
      }
      List<Piece> others =
          pieces(cell).stream()
              .filter(piece -> CheckCell.in(Cell.code(piece.source())).isEmpty())
              .toList();
      return others.size() == pieces(cell).size() ? cell : cell.withSource(joined(others).source());
    }

    private static Cell joined(List<Piece> pieces) {
      return Cell.code(pieces.stream().map(Piece::source).collect(Collectors.joining("\n")));
    }

    /** Moves an answer that stands in a later cell to its place, before what checks it. */
    private void bringForward(int place) {
      Set<String> asked = matching.asked(place);
      if (asked.isEmpty() || isWritten(place)) {
        return;
      }
      for (int later = place + 1; later < teachers.size(); later++) {
        List<Cell> others = own.computeIfAbsent(later, unused -> new ArrayList<>());
        Optional<Cell> found =
            Stream.concat(Optional.ofNullable(answers.get(later)).stream(), others.stream())
                .filter(cell -> declared(cell).stream().anyMatch(asked::contains))
                .findFirst();
        if (found.isPresent()) {
          if (!others.remove(found.get())) {
            answers.remove(later);
          }
          answers.put(place, found.get());
          return;
        }
      }
    }

    private boolean isWritten(int place) {
      String stub = released.get(place).normalised();
      return Optional.ofNullable(answers.get(place))
          .filter(cell -> !cell.normalised().equals(stub))
          .isPresent();
    }

    private List<Cell> assembled() {
      List<Cell> cells = new ArrayList<>(own.getOrDefault(Matching.NONE, List.of()));
      for (int place = 0; place < teachers.size(); place++) {
        Cell cell = teachers.get(place);
        if (!cell.gradeId().isEmpty()) {
          if (cell.isLocked()) {
            remarkMissing(place);
            cells.add(cell);
          } else {
            answer(place).ifPresent(text -> cells.add(cell.withSource(text)));
          }
          cells.addAll(own.getOrDefault(place, List.of()));
        }
      }
      return cells;
    }

    private void remarkMissing(int place) {
      String text = released.get(place).normalised();
      if (!matching.isFound(place)
          && submitted.stream().noneMatch(cell -> cell.normalised().contains(text))) {
        remarks.add(
            "The locked cell \"%s\" was not found; it was put back."
                .formatted(teachers.get(place).gradeId()));
      }
    }

    private Optional<String> answer(int place) {
      Optional<Cell> answer = Optional.ofNullable(answers.get(place));
      if (isWritten(place)) {
        return answer.map(cell -> cell.source().replace("\uFEFF", ""));
      }
      String stub = released.get(place).normalised();
      Set<String> asked = matching.asked(place);
      if (students()
          .filter(cell -> !cell.normalised().equals(stub))
          .anyMatch(cell -> declared(cell).stream().anyMatch(asked::contains))) {
        return Optional.of(ELSEWHERE);
      }
      if (answer.isPresent()) {
        return answer.map(Cell::source);
      }
      remarks.add(
          "The answer \"%s\" is missing: no cell has its name%s."
              .formatted(
                  teachers.get(place).gradeId(),
                  asked.isEmpty() ? "" : " or declares " + String.join(", ", asked)));
      return Optional.empty();
    }

    private Stream<Cell> students() {
      return Stream.concat(answers.values().stream(), own.values().stream().flatMap(List::stream));
    }
  }
}
