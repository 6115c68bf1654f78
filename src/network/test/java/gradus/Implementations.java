package gradus;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a package that keep an interface's promises: none of them may escape its tests.
 */
public final class Implementations {
  private Implementations() {}

  /** All concrete classes in files of their own beside the interface, by name. */
  public static List<Class<?>> of(Class<?> type) throws IOException, URISyntaxException {
    Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = classes.resolve(type.getPackageName().replace('.', '/'));
    List<Class<?>> all;
    try (Stream<Path> files = Files.list(folder)) {
      all =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .filter(name -> !name.equals("package-info.class"))
              .<Class<?>>map(name -> load(type.getPackageName() + "." + name.replace(".class", "")))
              .filter(
                  found ->
                      type.isAssignableFrom(found) && !Modifier.isAbstract(found.getModifiers()))
              .sorted(Comparator.comparing(Class::getName))
              .toList();
    }
    if (all.isEmpty()) {
      throw new AssertionError("no class of " + folder + " implements " + type.getName());
    }
    return all;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
