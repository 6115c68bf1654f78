package gradus.kernel.debug;

import gradus.kernel.session.CellError;
import gradus.kernel.session.Session;
import java.lang.classfile.Signature;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression as if it stood in a stopped method.
 *
 * <p>The session compiles it within a method whose variables have the names, types and values of
 * those of the stopped one; what it assigns to them is passed back. Fields of the method's object
 * can be read by their names.
 */
public final class Evaluation {
  @SuppressWarnings("NonFinalStaticField") // how compiled code receives its variables
  private static volatile @Nullable Object[] passed = {};

  private static final String OBJECT = "this_";

  /** Anonymous and hidden classes, which code cannot name. */
  private static final Pattern UNNAMED = Pattern.compile("(^|[.<, ])\\d|/");

  private final Session session;
  private final Frames frames;

  Evaluation(Session session, Frames frames) {
    this.session = session;
    this.frames = frames;
  }

  /** The values of the variables, in order. Public because the compiled code calls it. */
  public static @Nullable Object[] passed() {
    return passed;
  }

  /** The value of an expression or, if it ends with a semicolon, of statements, in a frame. */
  Optional<Object> evaluate(String code, int frame) throws CellError {
    String named = code.strip().replaceAll("\\bthis\\b", OBJECT);
    List<Frames.Local> locals =
        visible(frames.locals(frame)).stream().filter(local -> uses(named, local)).toList();
    if (locals.isEmpty()) {
      return session.evaluate(code, 0);
    }
    Object[] before = locals.stream().map(Frames.Local::value).toArray();
    passed = before.clone();
    Optional<Object> value = session.evaluate(method(named, locals), 0);
    for (int i = 0; i < before.length; i++) {
      if (!Objects.equals(before[i], passed[i])) {
        frames.assign(frame, locals.get(i).name(), passed[i]);
      }
    }
    return value;
  }

  /** The variables, and the fields of the object that none of them hides. */
  private static List<Frames.Local> visible(List<Frames.Local> locals) {
    List<Frames.Local> all = new ArrayList<>();
    for (Frames.Local local : locals) {
      if (local.name().equals("this")) {
        all.add(new Frames.Local(OBJECT, local.type(), null, local.value()));
        fields(local.value()).stream()
            .filter(f -> locals.stream().noneMatch(other -> other.name().equals(f.name())))
            .forEach(all::add);
      } else {
        all.add(local);
      }
    }
    return all;
  }

  private static List<Frames.Local> fields(@Nullable Object owner) {
    List<Frames.Local> fields = new ArrayList<>();
    for (Class<?> c = owner == null ? null : owner.getClass(); c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        try {
          field.setAccessible(true);
          String type = field.getGenericType().getTypeName();
          fields.add(new Frames.Local(field.getName(), type, null, field.get(owner)));
        } catch (IllegalAccessException | RuntimeException e) {
          // the JDK keeps its own fields to itself
        }
      }
    }
    return fields;
  }

  /** Makes a variable of a frame one of the session. */
  void copy(String from, String to, int frame) throws CellError {
    Frames.Local local =
        frames.locals(frame).stream()
            .filter(l -> l.name().equals(from))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no variable " + from));
    passed = new Object[] {local.value()};
    session.evaluate(
        "%s %s = (%1$s) %s.passed()[0];".formatted(type(local), to, Evaluation.class.getName()), 0);
  }

  private static boolean uses(String code, Frames.Local local) {
    return Pattern.compile("(?<![.\\w])" + Pattern.quote(local.name()) + "\\b")
        .matcher(code)
        .find();
  }

  private static String method(String code, List<Frames.Local> locals) {
    StringBuilder declared = new StringBuilder();
    StringBuilder returned = new StringBuilder();
    for (int i = 0; i < locals.size(); i++) {
      Frames.Local local = locals.get(i);
      String type = type(local);
      declared.append("%s %s = (%s) all_[%d];\n".formatted(type, local.name(), type, i));
      returned.append("all_[%d] = %s; ".formatted(i, local.name()));
    }
    String body = code.endsWith(";") ? code + " return null;" : "return " + code + ";";
    return """
        new Object() {
          @SuppressWarnings("unchecked")
          Object run(Object[] all_) throws Throwable {
            %s
            try { %s } finally { %s }
          }
        }.run(%s.passed())"""
        .formatted(declared, body, returned, Evaluation.class.getName());
  }

  private static String type(Frames.Local local) {
    String type =
        source(
            local.signature() == null
                ? local.type()
                : written(Signature.parseFrom(local.signature())));
    return UNNAMED.matcher(type).find() ? "Object" : type;
  }

  /** A generic type as code writes it; a type variable is an object of unknown class. */
  private static String written(Signature type) {
    return switch (type) {
      case Signature.BaseTypeSig one -> ClassDesc.ofDescriptor(one.signatureString()).displayName();
      case Signature.ArrayTypeSig array -> written(array.componentSignature()) + "[]";
      case Signature.TypeVarSig variable -> "Object";
      case Signature.ClassTypeSig named -> {
        String outer = named.outerType().map(around -> written(around) + ".").orElse("");
        String arguments =
            named.typeArgs().stream().map(Evaluation::argument).collect(Collectors.joining(", "));
        yield outer
            + named.className().replace('/', '.')
            + (arguments.isEmpty() ? "" : "<" + arguments + ">");
      }
    };
  }

  private static String argument(Signature.TypeArg argument) {
    return switch (argument) {
      case Signature.TypeArg.Unbounded any -> "?";
      case Signature.TypeArg.Bounded bounded ->
          switch (bounded.wildcardIndicator()) {
                case NONE -> "";
                case EXTENDS -> "? extends ";
                case SUPER -> "? super ";
              }
              + written(bounded.boundType());
    };
  }

  /** A class as code names it: one of a cell without the class that JShell wraps around it. */
  static String source(String type) {
    Matcher cell = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]").matcher(type);
    return cell.replaceAll("").replace('$', '.');
  }
}
