package gradus.grading;

import static java.util.Objects.requireNonNull;

import com.sun.source.util.JavacTask;
import gradus.assignment.Assignment;
import gradus.assignment.Release;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.NotebookFile;
import gradus.notebook.Piece;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The code that a student wrote, as Java that a compiler can read: the cells of answers, without
 * those that are no Java.
 *
 * @param assignment that was handed in
 */
public record AnswerCode(Assignment assignment) {
  /** The answers of a submission; what cannot be read of it is left out. */
  public String of(HandIn handIn) {
    StringBuilder code = new StringBuilder();
    handIn
        .find(assignment.name(), assignment.notebooks().keySet())
        .files()
        .forEach((name, file) -> code.append(of(name, file)));
    return code.toString();
  }

  private String of(String name, NotebookFile file) {
    try {
      Notebook source = requireNonNull(assignment.notebooks().get(name));
      return code(Restoration.of(source, file.read().notebook()).notebook(), name);
    } catch (IOException | RuntimeException | StackOverflowError | InternalError e) {
      return "// " + name + " cannot be read\n";
    }
  }

  /** What students received in place of answers. */
  public String ofRelease() {
    StringBuilder code = new StringBuilder();
    assignment.notebooks().forEach((name, source) -> code.append(code(Release.of(source), name)));
    return code.toString();
  }

  private static String code(Notebook notebook, String name) {
    List<String> cells =
        notebook.cells().stream()
            .filter(cell -> cell.isCode() && !cell.isLocked()) // answers may stand in own cells
            .map(Cell::source)
            .toList();
    return Piece.of(cells).values().stream()
        .flatMap(List::stream)
        .flatMap(piece -> member(piece).stream())
        .collect(
            Collectors.joining(
                "\n", "class %s {\n".formatted(name.replaceAll("\\W", "_")), "\n}\n"));
  }

  /** A piece as a member of a class: a declaration as it is, a statement in a block. */
  private static Optional<String> member(Piece piece) {
    return Stream.of(piece.source(), "{\n%s\n}".formatted(piece.source()))
        .filter(code -> piece.imported().isEmpty() && isClassBody(code))
        .findFirst();
  }

  private static boolean isClassBody(String members) {
    var errors = new DiagnosticCollector<JavaFileObject>();
    var file =
        new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "class C {\n" + members + "\n}";
          }
        };
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    Writer.nullWriter(), null, errors, List.of("-proc:none"), null, List.of(file));
    try {
      task.parse();
    } catch (IOException | RuntimeException | StackOverflowError | InternalError e) {
      return false;
    }
    return errors.getDiagnostics().stream()
        .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
  }
}
