package gradus.kernel.session;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Counts the objects that keep the old code of a class which has been replaced.
 *
 * <p>They may be in a list, in another object or in a lambda, where no variable shows them, so the
 * JVM counts them. That takes a garbage collection, and is done only after a class was replaced.
 */
final class StaleInstances {
  /** A line of the JVM's class histogram: its number, objects, bytes, class. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(REPL\\.\\S*\\$([^\\s$\\d][^\\s$]*))(?: .*)?$");

  private StaleInstances() {}

  /** One line for each of these classes that still has objects. */
  static List<String> notes(Set<String> classes) {
    return classes.isEmpty()
        ? List.of()
        : LINE.matcher(histogram())
            .results()
            .filter(line -> classes.contains(line.group(2)))
            .map(
                line ->
                    "%s changed in a way that objects cannot follow: %s made before, with its old code; run the cells again that made %s"
                        .formatted(
                            line.group(3),
                            count(line.group(1)),
                            line.group(1).equals("1") ? "it" : "them"))
            .toList();
  }

  private static String count(String number) {
    return number.equals("1") ? "1 object was" : number + " objects were";
  }

  private static String histogram() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return String.valueOf(text);
    } catch (JMException e) {
      return "";
    }
  }
}
