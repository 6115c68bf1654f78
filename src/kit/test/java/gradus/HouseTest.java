package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The layering of the three wings: what each package may use, and that nothing is used in a cycle.
 */
class HouseTest {
  /** The network stands on EJML alone. A package uses only those before it. */
  private static final List<String> NETWORK =
      List.of(
          "tensor", // shaped matrices; everything fast
          "layer", // forward and backward
          "loss",
          "optimizer", // moves the layers' parameters
          "data", // images, batches, augmentation, .npz
          "training", // the loop, histories, checkpoints
          "model", // ready-made networks
          "check", // gradients compared with central differences
          "neighbors",
          "scalar"); // graphs of single numbers

  /** Of the JDK also what tells the JVM's options: with them, how many registers there are. */
  private static final List<String> NETWORK_LIBRARIES =
      List.of("java.", "jdk.incubator.vector", "com.sun.management.", "org.jspecify.", "org.ejml.");

  /** The kernel knows the protocol library, and nothing of ours. */
  private static final List<String> KERNEL = List.of("kernel");

  /** The kit uses the whole network, the kernel's launcher, and of its own what is before it. */
  private static final List<String> KIT =
      List.of(
          "course", // what every notebook shares
          "datasets", // readers, downloads, the drawn sets
          "plot", // charts, tables, graphs
          "exercise", // questions and what their answers are checked with
          "sandbox", // strangers' programs, kept in
          "notebook", // files of cells
          "assignment", // with solutions, and released
          "grading", // what is handed in
          "gradebook", // a class's results, tables and pages
          "report", // the reports' experiments
          "bench", // timings
          "cli"); // the commands

  /** Libraries that only some rooms of the kit may use, and why those that are not plot. */
  private static final Map<String, Set<String>> USED_ONLY_BY =
      Map.of(
          "org.knowm.xchart",
          Set.of("plot", "report"), // report draws the curves of its records over each other
          "tech.tablesaw",
          Set.of(
              "plot",
              "gradebook", // the class's table of points
              "report"), // the tables of verdicts
          "org.dflib.jjava",
          Set.of("plot")); // only an alpha; charts and tables show themselves in its kernels

  /** Cycles that we keep, as {@code package.A -> package.B}, each with its reason. */
  private static final Set<String> KEPT =
      Set.of(
          // A graph: a scalar has wires, a wire leads to a scalar, and each has a gradient.
          "gradus.scalar.Wire -> gradus.scalar.Scalar",
          "gradus.scalar.Scalar -> gradus.scalar.Gradients",
          // Examples.of is where a reader looks for the factory of both kinds of examples.
          "gradus.data.Examples -> gradus.data.ImageExamples",
          // Trainer.of(…) begins what TrainerOptions.build() ends: a builder makes what named it.
          "gradus.training.Trainer -> gradus.training.TrainerOptions");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("-tests.jar"))
          .importPackages("gradus");

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = new TreeSet<>();
    HOUSE.forEach(type -> found.add(room(type)));
    Set<String> stated = new TreeSet<>();
    Stream.of(NETWORK, KERNEL, KIT).forEach(stated::addAll);
    assertEquals(stated, found);
  }

  @Test
  void theNetworkStandsOnEjmlAlone() {
    Set<String> others = new TreeSet<>();
    for (Dependency use : uses(NETWORK)) {
      String target = use.getTargetClass().getBaseComponentType().getName();
      if (target.contains(".")
          && !target.startsWith("gradus.")
          && NETWORK_LIBRARIES.stream().noneMatch(target::startsWith)) {
        others.add(use.getOriginClass().getName() + " -> " + target);
      }
    }
    assertEquals(Set.of(), others);
  }

  @Test
  void theNetworkUsesOnlyWhatIsBelow() {
    assertEquals(Set.of(), upward(NETWORK, List.of()));
  }

  @Test
  void theKernelUsesNothingOfOurs() {
    assertEquals(Set.of(), upward(KERNEL, List.of()));
  }

  @Test
  void theKitUsesOnlyWhatIsBelow() {
    assertEquals(Set.of(), upward(KIT, Stream.of(NETWORK, KERNEL).flatMap(List::stream).toList()));
  }

  @Test
  void librariesAreUsedWhereThePlanSays() {
    USED_ONLY_BY.forEach(
        (library, rooms) -> {
          Set<String> others = new TreeSet<>();
          for (Dependency use : uses(KIT)) {
            if (use.getTargetClass().getName().startsWith(library)
                && !rooms.contains(room(use.getOriginClass()))) {
              others.add(use.getOriginClass().getName());
            }
          }
          assertEquals(Set.of(), others, library);
        });
  }

  /** Java's own parallel streams know nothing of the number of threads that was asked for. */
  @Test
  void workIsSharedByOurOwnThreadsOnly() {
    Set<String> others = new TreeSet<>();
    HOUSE.stream()
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().getPackageName().startsWith("java.util"))
        .filter(call -> call.getName().startsWith("parallel"))
        .forEach(call -> others.add(call.getOriginOwner().getName()));
    assertEquals(Set.of(), others);
  }

  @Test
  void noPackagesUseEachOtherInACycle() {
    assertNoCycles(cycles(JavaClass::getPackageName, (from, to) -> true));
  }

  @Test
  void noClassesOfAPackageUseEachOtherInACycle() {
    assertNoCycles(
        cycles(
            HouseTest::outermost, (from, to) -> from.getPackageName().equals(to.getPackageName())));
  }

  /** What a list of packages uses that is neither below it nor outside of the house. */
  private static Set<String> upward(List<String> wing, List<String> foundations) {
    Set<String> wrong = new TreeSet<>();
    for (Dependency use : uses(wing)) {
      JavaClass from = use.getOriginClass();
      JavaClass to = use.getTargetClass().getBaseComponentType();
      if (to.getPackageName().startsWith("gradus")) {
        int height = wing.indexOf(room(to));
        if (height > wing.indexOf(room(from)) || height < 0 && !foundations.contains(room(to))) {
          wrong.add(outermost(from) + " -> " + outermost(to));
        }
      }
    }
    return wrong;
  }

  private static List<Dependency> uses(List<String> wing) {
    return HOUSE.stream()
        .filter(type -> wing.contains(room(type)))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .toList();
  }

  /** The first name under {@code gradus}: an inner package belongs to its outer one. */
  private static String room(JavaClass type) {
    return type.getPackageName().split("\\.")[1];
  }

  private static String outermost(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }

  /** A choice of the uses to look at. */
  @FunctionalInterface
  private interface Choice {
    boolean includes(JavaClass from, JavaClass to);
  }

  /** The groups, largest first, whose members all reach each other by the chosen uses. */
  private static List<Set<String>> cycles(Function<JavaClass, String> node, Choice choice) {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (JavaClass from : HOUSE) {
      Set<String> targets = graph.computeIfAbsent(node.apply(from), name -> new TreeSet<>());
      for (Dependency use : from.getDirectDependenciesFromSelf()) {
        JavaClass to = use.getTargetClass().getBaseComponentType();
        String edge = node.apply(from) + " -> " + node.apply(to);
        if (choice.includes(from, to) && !KEPT.contains(edge)) {
          targets.add(node.apply(to));
        }
      }
    }
    Map<String, Set<String>> reached = new TreeMap<>();
    graph.keySet().forEach(name -> reached.put(name, reachable(graph, name)));
    Set<Set<String>> groups = new LinkedHashSet<>();
    for (String name : graph.keySet()) {
      Set<String> group = new TreeSet<>(reached.get(name));
      group.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(name));
      if (group.size() > 1) {
        groups.add(group);
      }
    }
    return groups.stream().sorted((a, b) -> b.size() - a.size()).toList();
  }

  private static Set<String> reachable(Map<String, Set<String>> graph, String start) {
    Set<String> seen = new HashSet<>(Set.of(start));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (String next : graph.getOrDefault(open.pop(), Set.of())) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    return seen;
  }

  private static void assertNoCycles(List<Set<String>> cycles) {
    StringBuilder message = new StringBuilder();
    for (Set<String> cycle : cycles) {
      message.append("%n%d in one cycle: %s".formatted(cycle.size(), String.join(", ", cycle)));
    }
    assertEquals("", message.toString());
  }
}
