package gradus.kernel.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * JShell's list of snippets by number, which it goes through for one purpose: to import them all
 * into each snippet that it compiles. The compiler then reads them all again, three times a
 * snippet, and a session becomes slower with each variable. While a thread evaluates code, this
 * list shows it only those variables and methods whose names the code contains, or code that is
 * compiled with it.
 */
final class ImportedSnippets extends ArrayList<Snippet> {
  private static final long serialVersionUID = 1;

  private static final Pattern NAME =
      Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+");

  private static final Pattern ESCAPE = Pattern.compile("\\\\u+(\\p{XDigit}{4})");

  /** For each name, the numbers of the snippets that contain it; JShell adds to it. */
  private final transient Map<String, Set<Integer>> dependents;

  private final transient ThreadLocal<Optional<Set<String>>> named =
      ThreadLocal.withInitial(Optional::empty);

  ImportedSnippets(List<Snippet> snippets, Map<String, Set<Integer>> dependents) {
    super(snippets);
    this.dependents = dependents;
  }

  /** What JShell says of this code, with no more imported than the code can mean. */
  List<SnippetEvent> evaluate(JShell shell, String code) {
    Set<String> names = names(code);
    boolean all = names.contains("import"); // anything may depend on it
    Optional<Set<String>> outer = named.get(); // of code that evaluates code
    named.set(all ? Optional.empty() : Optional.of(names));
    try {
      if (!all && names.stream().anyMatch(name -> needing(name).findAny().isPresent())) {
        names.addAll(namedWith(shell.sourceCodeAnalysis().sourceToSnippets(code)));
      }
      return shell.eval(code);
    } finally {
      named.set(outer);
    }
  }

  private static Set<String> names(String code) {
    String read = ESCAPE.matcher(code).replaceAll(escape -> character(escape.group(1)));
    return NAME.matcher(read)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String character(String hexadecimal) {
    char character = (char) Integer.parseInt(hexadecimal, 16);
    return Matcher.quoteReplacement(Character.toString(character));
  }

  /** What these snippets name, and those that are compiled again with them. */
  private Set<String> namedWith(List<Snippet> snippets) {
    Set<String> found = new HashSet<>();
    Set<Snippet> seen = new HashSet<>(snippets);
    Deque<Snippet> todo = new ArrayDeque<>(snippets);
    while (!todo.isEmpty()) {
      Snippet next = todo.pop();
      found.addAll(names(next.source()));
      if (next instanceof PersistentSnippet declaration) {
        needing(declaration.name()).filter(seen::add).forEach(todo::push);
      }
    }
    return found;
  }

  /** Those that name it, and the overloads of a method. */
  private Stream<Snippet> needing(String name) {
    Stream<Snippet> naming =
        dependents.getOrDefault(name, Set.of()).stream().filter(i -> i < size()).map(this::get);
    Stream<Snippet> overloads =
        stream()
            .filter(other -> other instanceof MethodSnippet method && method.name().equals(name));
    return Stream.concat(naming, overloads).filter(Objects::nonNull);
  }

  @Override
  public Iterator<Snippet> iterator() {
    Optional<Set<String>> names = named.get();
    if (names.isEmpty()) {
      return super.iterator();
    }
    return stream()
        .filter(snippet -> snippet != null && canBeMeant(snippet, names.get()))
        .iterator();
  }

  private static boolean canBeMeant(Snippet snippet, Set<String> names) {
    // A type may be meant by code that does not name it: "var p = origin();".
    return switch (snippet) {
      case VarSnippet variable -> names.contains(variable.name());
      case MethodSnippet method -> names.contains(method.name());
      default -> true;
    };
  }
}
