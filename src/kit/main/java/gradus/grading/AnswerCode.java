package gradus.grading;

import static java.util.Objects.requireNonNull;

import com.sun.source.util.JavacTask;
import gradus.assignment.Assignment;
import gradus.assignment.Release;
import gradus.notebook.Notebook;
import gradus.notebook.NotebookFile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    } catch (IOException | RuntimeException | StackOverflowError e) {
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
            .flatMap(cell -> members(cell.source()).stream())
            .toList();
    return cells.stream()
        .collect(
            Collectors.joining(
                "\n", "class %s {\n".formatted(name.replaceAll("\\W", "_")), "\n}\n"));
  }

  /** A cell as members of a class: declarations as they are, statements in a block. */
  private static Optional<String> members(String cell) {
    String code = cell.replaceAll("(?m)^\\s*import .*$", "");
    String block = "{\n%s\n}".formatted(code);
    return isClassBody(code)
        ? Optional.of(code)
        : Optional.of(block).filter(AnswerCode::isClassBody);
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
                .getTask(null, null, errors, List.of("-proc:none"), null, List.of(file));
    try {
      task.parse();
    } catch (IOException e) {
      return false;
    }
    return errors.getDiagnostics().stream()
        .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
  }
}
