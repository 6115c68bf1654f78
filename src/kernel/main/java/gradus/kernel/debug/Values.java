package gradus.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes objects in a line and takes them apart, whatever their classes: by their own text, as
 * rows of numbers, as elements, components or fields.
 */
final class Values {
  /** The name of the threads that describe objects, on which no breakpoint stops. */
  static final String THREAD = "inspector";

  private static final int LENGTH = 200;
  private static final int ELEMENTS = 10;
  private static final int CHILDREN = 100;
  private static final int ROW = 100;
  private static final int DEPTH = 2;

  private final Consumer<Thread> end;

  /** Descriptions that end a thread which takes too long in this way. */
  Values(Consumer<Thread> end) {
    this.end = end;
  }

  /** A part of an object, or a variable. */
  record Part(String name, String type, @Nullable Object value) {
    static Part of(String name, @Nullable Object value) {
      return new Part(name, value == null ? "" : typeName(value.getClass()), value);
    }
  }

  /**
   * The result of code that runs methods of notebooks and libraries, which may never return; what
   * they throw, or that they take longer than this, counts as no result.
   */
  <T> Optional<T> within(long seconds, Callable<T> code) {
    try {
      return Optional.ofNullable(awaited(seconds, code));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /** The same, with the reason why there is none. */
  <T> T awaited(long seconds, Callable<T> code) throws ExecutionException, TimeoutException {
    var result = new FutureTask<>(code);
    Thread thread = Thread.ofPlatform().daemon().name(THREAD).start(result);
    try {
      return result.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    } finally {
      if (!result.isDone()) {
        end.accept(thread);
      }
    }
  }

  /** One line of limited length. */
  String text(@Nullable Object value) {
    return isPlain(value)
        ? shortened(text(value, 0))
        : within(1, () -> shortened(text(value, 0)))
            .orElse(value == null ? "null" : typeName(value.getClass()) + " …");
  }

  private static boolean isPlain(@Nullable Object value) {
    return value == null
        || value instanceof String
        || (value instanceof Number && value.getClass().getModule() == Object.class.getModule())
        || value instanceof Boolean
        || value instanceof Character;
  }

  private static String shortened(String text) {
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH - 2) + " …";
  }

  private static String text(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> "null";
      case String s -> '"' + shortened(s).replace("\n", "\\n") + '"';
      case Character c -> "'" + c + "'";
      case Collection<?> all -> "size " + all.size() + " " + list(all.stream(), all.size(), depth);
      case Map<?, ?> map ->
          "size "
              + map.size()
              + " {"
              + map.entrySet().stream()
                  .limit(ELEMENTS)
                  .map(e -> text(e.getKey(), depth + 1) + "=" + text(e.getValue(), depth + 1))
                  .collect(Collectors.joining(", "))
              + (map.size() > ELEMENTS ? ", …}" : "}");
      case Record r when depth < DEPTH ->
          typeName(r.getClass())
              + parts(r).stream()
                  .map(part -> part.name() + "=" + text(part.value(), depth + 1))
                  .collect(Collectors.joining(", ", "(", ")"));
      default -> value.getClass().isArray() ? array(value, depth) : other(value);
    };
  }

  private static String list(Stream<?> elements, int count, int depth) {
    if (depth >= DEPTH) {
      return "[…]";
    }
    return elements
        .limit(ELEMENTS)
        .map(element -> text(element, depth + 1))
        .collect(Collectors.joining(", ", "[", count > ELEMENTS ? ", …]" : "]"));
  }

  private static String array(Object array, int depth) {
    int length = Array.getLength(array);
    return lengths(array)
        + " "
        + list(IntStream.range(0, length).mapToObj(i -> Array.get(array, i)), length, depth);
  }

  /** The lengths of an array and of its first element, as far as that is an array, too. */
  private static String lengths(Object array) {
    int length = Array.getLength(array);
    Object first = length == 0 ? null : Array.get(array, 0);
    return first != null && first.getClass().isArray()
        ? length + "×" + lengths(first)
        : Integer.toString(length);
  }

  private static String other(Object value) {
    return Numbers.of(value)
        .map(Numbers::text)
        .or(() -> ownText(value))
        .orElseGet(() -> typeName(value.getClass()));
  }

  private static Optional<String> ownText(Object value) {
    try {
      Method method = value.getClass().getMethod("toString");
      return method.getDeclaringClass() == Object.class
          ? Optional.empty()
          : Optional.of(value.toString().strip().replaceAll("\\s*\\n\\s*", "; "));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /** What an object consists of: rows, elements, components or fields, up to a hundred. */
  List<Part> children(@Nullable Object value) {
    return isPlain(value) || value instanceof Enum<?> || value instanceof Row
        ? List.of()
        : within(2, () -> parts(value)).orElse(List.of());
  }

  private static List<Part> parts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Collection<?> all -> indexed(all.stream());
      case Map<?, ?> map ->
          map.entrySet().stream()
              .limit(CHILDREN)
              .map(e -> Part.of(text(e.getKey(), 1), e.getValue()))
              .toList();
      case Record r -> components(r);
      default ->
          value.getClass().isArray()
              ? indexed(
                  IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i)))
              : Numbers.of(value).map(Values::rows).orElseGet(() -> fields(value));
    };
  }

  private static List<Part> indexed(Stream<?> elements) {
    List<Part> parts = new ArrayList<>();
    elements
        .limit(CHILDREN)
        .forEach(element -> parts.add(Part.of("[" + parts.size() + "]", element)));
    return parts;
  }

  private static List<Part> rows(Numbers numbers) {
    return IntStream.range(0, Math.min(numbers.rows(), CHILDREN))
        .mapToObj(row -> new Part("[" + row + "]", "row", new Row(numbers.row(row, ROW))))
        .toList();
  }

  /** A row of numbers, which has a text and no parts. */
  private static final class Row {
    private final String text;

    Row(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static List<Part> components(Record r) {
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : r.getClass().getRecordComponents()) {
      try {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        parts.add(new Part(component.getName(), typeName(component.getType()), accessor.invoke(r)));
      } catch (ReflectiveOperationException | RuntimeException e) {
        // no access, or it throws: the other components remain
      }
    }
    return parts;
  }

  private static List<Part> fields(Object value) {
    List<Part> parts = new ArrayList<>();
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          try {
            field.setAccessible(true);
            parts.add(new Part(field.getName(), typeName(field.getType()), field.get(value)));
          } catch (IllegalAccessException | RuntimeException e) {
            // the JDK keeps its own fields to itself
          }
        }
      }
    }
    return parts;
  }

  /** A class as a notebook names it: without its package. */
  static String typeName(Class<?> type) {
    return type.isArray()
        ? typeName(type.getComponentType()) + "[]"
        : type.getSimpleName().isEmpty()
            ? type.getName().replaceAll("^.*[.]", "")
            : type.getSimpleName();
  }
}
