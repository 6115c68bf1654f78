package gradus.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.TypeDeclSnippet;

/**
 * Declarations that are valid alone and invalid together: a class and an import of another class of
 * that name, or two such imports. JShell accepts both, and then no cell compiles any more.
 */
final class NameClashes {
  private final JShell shell;
  private final Function<String, Origin> origins;

  NameClashes(JShell shell, Function<String, Origin> origins) {
    this.shell = shell;
    this.origins = origins;
  }

  /** The older declarations that a new one excludes. */
  List<Snippet> with(Snippet declared) {
    List<Snippet> clashing = new ArrayList<>();
    if (namesType(declared)) {
      shell
          .snippets()
          .filter(older -> shell.status(older).isActive() && excludes(declared, older))
          .forEach(clashing::add);
    }
    return clashing;
  }

  private static boolean excludes(Snippet declared, Snippet older) {
    boolean bothClasses = declared instanceof TypeDeclSnippet && older instanceof TypeDeclSnippet;
    return !declared.id().equals(older.id())
        && !bothClasses // JShell replaces the older one itself
        && namesType(older)
        && name(declared).equals(name(older));
  }

  /** What the user should know of a declaration that was dropped. */
  String note(Snippet declared, Snippet dropped) {
    return "%s now means %s; %s of cell %d was dropped"
        .formatted(
            name(declared),
            declared instanceof ImportSnippet imported
                ? imported.fullname()
                : "the class of this cell",
            dropped instanceof ImportSnippet imported
                ? "the import of " + imported.fullname()
                : "the class",
            origins.apply(dropped.id()).cell());
  }

  /** By convention only types begin with a capital, and constants have no small letter. */
  private static boolean namesType(Snippet snippet) {
    return snippet instanceof TypeDeclSnippet
        || snippet.subKind() == SubKind.SINGLE_TYPE_IMPORT_SUBKIND
        || (snippet.subKind() == SubKind.SINGLE_STATIC_IMPORT_SUBKIND
            && name(snippet).matches("[A-Z].*[a-z].*|[A-Z]"));
  }

  private static String name(Snippet snippet) {
    return switch (snippet) {
      case TypeDeclSnippet type -> type.name();
      case ImportSnippet found -> found.name();
      default -> "";
    };
  }
}
