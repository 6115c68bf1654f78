package gradus.kernel;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The objects that live on with the old code of a class which has been replaced.
 *
 * <p>They may be in a list, a network or a lambda, where no variable tells; so the JVM is asked to
 * count. That takes a garbage collection, and comes only after a class was replaced.
 */
final class StaleInstances {
  /** A line of the JVM's list: its number, how many objects, their bytes, their class. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(REPL\\.\\S*\\$([A-Za-z_]\\w*))\\b.*$");

  private StaleInstances() {}

  /** A line for each of these classes that has objects. */
  static List<String> notes(Set<String> classes) {
    return classes.isEmpty()
        ? List.of()
        : LINE.matcher(histogram())
            .results()
            .filter(line -> classes.contains(line.group(2)))
            .map(
                line ->
                    "%s changed in a way that objects cannot follow: %s made before and keep its old code; run the cells again that made them"
                        .formatted(line.group(3), count(line.group(1))))
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
