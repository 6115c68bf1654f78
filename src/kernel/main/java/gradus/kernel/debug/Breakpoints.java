package gradus.kernel.debug;

import com.google.gson.JsonObject;
import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import gradus.kernel.session.CellLine;
import gradus.kernel.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The breakpoints that front ends have set, by the path of a source.
 *
 * <p>A cell's text is compiled anew each time it runs: its breakpoints are set in all classes that
 * were made of it, and in new ones before they run. A breakpoint on a line without code stands on
 * the next line of its snippet that has some.
 */
final class Breakpoints {
  /** How far below its line a breakpoint in a library may stand. */
  private static final int NEAR = 10;

  private final VirtualMachine machine;
  private final EventRequestManager manager;
  private final Sources sources;
  private final Session session;
  private final Map<String, List<Integer>> lines = new ConcurrentHashMap<>();

  /** The code of a class of JShell and of those within it, by the path and line of its cell. */
  private record Code(int first, TreeMap<Integer, List<Location>> lines) {}

  Breakpoints(VirtualMachine machine, Sources sources, Session session) {
    this.machine = machine;
    manager = machine.eventRequestManager();
    this.sources = sources;
    this.session = session;
  }

  /** The paths with breakpoints and their lines. */
  Stream<JsonObject> all() {
    return lines.entrySet().stream()
        .map(
            entry ->
                Json.of(
                    "source",
                    entry.getKey(),
                    "breakpoints",
                    entry.getValue().stream().map(line -> Json.of("line", line))));
  }

  /** Replaces the breakpoints of a source, and returns where they stand. */
  List<Integer> set(String path, List<Integer> wanted) {
    // Classes are not loaded meanwhile.
    return session.exclusively(
        () -> {
          requests(path).forEach(manager::deleteEventRequest);
          List<Integer> placed =
              sources.isCell(path) ? inCells(path, wanted) : inLibrary(path, wanted);
          if (placed.isEmpty()) {
            lines.remove(path);
          } else {
            lines.put(path, placed);
          }
          return placed;
        });
  }

  void clear() {
    List.copyOf(lines.keySet()).forEach(path -> set(path, List.of()));
  }

  private List<EventRequest> requests(String path) {
    return Stream.<EventRequest>concat(
            List.copyOf(manager.breakpointRequests()).stream(),
            List.copyOf(manager.classPrepareRequests()).stream())
        .filter(request -> path.equals(request.getProperty("path")))
        .toList();
  }

  private List<Integer> inCells(String path, List<Integer> wanted) {
    List<Code> all =
        machine.allClasses().stream()
            .filter(type -> Sources.isCellClass(type.name()))
            .collect(Collectors.groupingBy(type -> outer(type.name())))
            .values()
            .stream()
            .flatMap(types -> code(types).entrySet().stream())
            .filter(code -> code.getKey().equals(path))
            .map(Map.Entry::getValue)
            .toList();
    return place(path, wanted, all, Integer.MAX_VALUE);
  }

  /** Classes of cells were loaded, or got new code: sets the breakpoints of their cells in them. */
  void loaded(List<ReferenceType> classes) {
    if (lines.keySet().stream().noneMatch(sources::isCell)) {
      return;
    }
    manager.deleteEventRequests(
        List.copyOf(manager.breakpointRequests()).stream()
            .filter(request -> classes.contains(request.location().declaringType()))
            .toList());
    classes.stream()
        .collect(Collectors.groupingBy(type -> outer(type.name())))
        .values()
        .forEach(this::loadedTogether);
  }

  private void loadedTogether(List<ReferenceType> types) {
    code(types)
        .forEach(
            (path, code) ->
                place(path, lines.getOrDefault(path, List.of()), List.of(code), Integer.MAX_VALUE));
  }

  private List<Integer> inLibrary(String path, List<Integer> wanted) {
    String name = sources.className(path);
    if (wanted.isEmpty() || name.isEmpty()) {
      return List.of();
    }
    for (String pattern : List.of(name, name + "$*")) {
      ClassPrepareRequest request = manager.createClassPrepareRequest();
      request.addClassFilter(pattern);
      request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
      request.putProperty("path", path);
      request.enable();
    }
    List<ReferenceType> types =
        machine.allClasses().stream()
            .filter(type -> type.name().equals(name) || type.name().startsWith(name + "$"))
            .toList();
    return place(path, wanted, types.isEmpty() ? List.of() : List.of(code(types, 1)), NEAR);
  }

  /** A class of a library with breakpoints was loaded. */
  void prepared(ClassPrepareEvent event) {
    String path = String.valueOf(event.request().getProperty("path"));
    Code code = code(List.of(event.referenceType()), 1);
    place(path, lines.getOrDefault(path, List.of()), List.of(code), 0);
  }

  private List<Integer> place(String path, List<Integer> wanted, List<Code> all, int near) {
    List<Integer> placed = new ArrayList<>();
    for (int line : wanted) {
      int actual = line;
      for (Code code : all) {
        Map.Entry<Integer, List<Location>> found = code.lines().ceilingEntry(line);
        if (found != null && line >= code.first() && found.getKey() - line <= near) {
          found.getValue().forEach(location -> request(location, path));
          actual = found.getKey();
        }
      }
      placed.add(actual);
    }
    return placed;
  }

  private void request(Location location, String path) {
    BreakpointRequest request = manager.createBreakpointRequest(location);
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.putProperty("path", path);
    request.enable();
  }

  private static String outer(String className) {
    return className.replaceAll("^(REPL\\.\\$JShell\\$\\w+).*", "$1");
  }

  /** The code of the classes that JShell made of a snippet, or of several, by path. */
  private Map<String, Code> code(List<ReferenceType> types) {
    Map<String, Code> code = new LinkedHashMap<>();
    for (ReferenceType type : types) {
      Map<Location, CellLine> written = new LinkedHashMap<>();
      for (Location location : lines(type)) {
        sources
            .cellLine(type.name(), location.lineNumber())
            .ifPresent(line -> written.put(location, line));
      }
      Collection<Location> starts = starts(written.keySet(), sources::knownLine);
      written.forEach(
          (location, line) -> {
            if (starts.contains(location)) {
              code.computeIfAbsent(
                      sources.path(line), p -> new Code(sources.firstLine(line), new TreeMap<>()))
                  .lines()
                  .computeIfAbsent(line.line(), l -> new ArrayList<>())
                  .add(location);
            }
          });
    }
    return code;
  }

  private static Code code(List<ReferenceType> types, int first) {
    return new Code(
        first,
        types.stream()
            .flatMap(type -> starts(lines(type), Location::lineNumber).stream())
            .collect(
                Collectors.groupingBy(Location::lineNumber, TreeMap::new, Collectors.toList())));
  }

  private static List<Location> lines(ReferenceType type) {
    List<Location> lines = new ArrayList<>();
    Optional<Method> entry = Sources.entry(type);
    for (Method method : type.methods()) {
      if (Sources.isEntry(method) && !entry.filter(method::equals).isPresent()) {
        continue;
      }
      try {
        lines.addAll(method.allLineLocations());
      } catch (AbsentInformationException e) {
        // a native or abstract method
      }
    }
    return lines;
  }

  /** Where each line of each method starts. */
  private static Collection<Location> starts(
      Collection<Location> all, ToIntFunction<Location> line) {
    Map<List<Object>, Location> starts = new LinkedHashMap<>();
    for (Location location : all) {
      starts.merge(
          List.of(location.method(), line.applyAsInt(location)),
          location,
          (a, b) -> a.codeIndex() <= b.codeIndex() ? a : b);
    }
    return starts.values();
  }
}
