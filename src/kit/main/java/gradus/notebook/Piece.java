package gradus.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * A piece of a cell as the kernel cuts it: an import, a declaration, a statement or an expression.
 *
 * @param source its text
 * @param names of what it declares
 * @param imported the full name that it imports, empty if it imports none
 */
public record Piece(String source, Set<String> names, String imported) {
  /** A cell of more pieces is not looked into any further. */
  private static final int MOST = 200;

  /**
   * To cut off a piece, JShell reads all that is left of the cell. Once it has read so many
   * characters of a notebook, the rest is not cut; an honest notebook takes less than a tenth.
   */
  private static final int MOST_READ = 10_000_000;

  /** The name of the class that the compiler puts around what stands outside of any. */
  private static final String AROUND = "Piece$";

  /** Whether it only declares: running it again does nothing. */
  public boolean isDeclaration() {
    return !names.isEmpty() || !imported.isEmpty();
  }

  /**
   * The pieces of each code, none of which runs: JShell cuts them, the compiler's parser names what
   * they declare.
   */
  public static Map<String, List<Piece>> of(List<String> codes) {
    Map<String, List<String>> cut = new LinkedHashMap<>();
    AtomicLong read = new AtomicLong();
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
      codes.forEach(code -> cut.computeIfAbsent(code, c -> cut(analysis, c, read)));
    }
    Map<String, Piece> known =
        parsed(cut.values().stream().flatMap(List::stream).distinct().toList());
    Map<String, List<Piece>> pieces = new LinkedHashMap<>();
    cut.forEach(
        (code, sources) ->
            pieces.put(
                code,
                sources.stream()
                    .map(one -> known.getOrDefault(one, new Piece(one, Set.of(), "")))
                    .toList()));
    return pieces;
  }

  private static List<String> cut(SourceCodeAnalysis analysis, String code, AtomicLong read) {
    List<String> pieces = new ArrayList<>();
    String rest = NotebookRunner.withoutMagic(code).strip();
    try {
      while (!rest.isEmpty()) {
        if (read.addAndGet(rest.length()) > MOST_READ) {
          pieces.add(rest);
          break;
        }
        CompletionInfo info = analysis.analyzeCompletion(rest);
        if (info.completeness() == Completeness.EMPTY) {
          break;
        }
        if (!info.completeness().isComplete() || pieces.size() == MOST) {
          pieces.add(rest);
          break;
        }
        pieces.add(info.source().strip());
        rest = info.remaining().strip();
      }
    } catch (RuntimeException | StackOverflowError | InternalError e) {
      // Code that breaks the parser is kept whole; the kernel says what is wrong with it.
      pieces.add(rest);
    }
    return pieces;
  }

  private static Map<String, Piece> parsed(List<String> sources) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    try {
      parse(sources, pieces);
    } catch (IOException | RuntimeException | StackOverflowError | InternalError e) {
      for (String source : sources) {
        try {
          parse(List.of(source), pieces);
        } catch (IOException | RuntimeException | StackOverflowError | InternalError one) {
          pieces.put(source, new Piece(source, Set.of(), ""));
        }
      }
    }
    return pieces;
  }

  private static void parse(List<String> sources, Map<String, Piece> pieces) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      files.add(new Text(i, sources.get(i)));
    }
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                Writer.nullWriter(), null, problem -> {}, List.of("-proc:none"), null, files);
    for (CompilationUnitTree unit : task.parse()) {
      String source = unit.getSourceFile().getCharContent(true).toString();
      pieces.put(source, new Piece(source, names(unit), imported(unit)));
    }
  }

  private static Set<String> names(CompilationUnitTree unit) {
    Set<String> names = new TreeSet<>();
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree around
          && around.getSimpleName().toString().startsWith(AROUND)) {
        around.getMembers().forEach(member -> names.add(name(member)));
      } else {
        names.add(name(type));
      }
    }
    // An expression is taken for a constructor, or for something without a name.
    names.removeAll(Set.of("", "<init>", "<error>"));
    return names;
  }

  private static String name(Tree declaration) {
    return switch (declaration) {
      case MethodTree method -> method.getName().toString();
      case VariableTree variable -> variable.getName().toString();
      case ClassTree type -> type.getSimpleName().toString();
      default -> "";
    };
  }

  private static String imported(CompilationUnitTree unit) {
    return unit.getImports().stream()
        .map(ImportTree::getQualifiedIdentifier)
        .map(Tree::toString)
        .collect(Collectors.joining(" "));
  }

  /** A text as a file of the compiler's. */
  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    Text(int number, String source) {
      super(URI.create("string:///%s%d.java".formatted(AROUND, number)), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
