package gradus.kernel.debug;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.StepRequest;
import gradus.kernel.session.CellError;
import gradus.kernel.session.Session;
import gradus.kernel.session.SessionObserver;
import gradus.kernel.session.Variable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of the Debug Adapter Protocol, and those that Jupyter adds to it.
 *
 * <p>Variables can be looked at without a stop. All else needs {@code initialize}, which connects
 * to the JVM; until then it opens no port.
 *
 * @see <a href="https://microsoft.github.io/debug-adapter-protocol/specification">the protocol</a>
 */
public final class Debugger implements SessionObserver {
  private static final long SECONDS = 10;

  /** The types of which JupyterLab's tree shows the values. */
  private static final Set<String> AS_IN_PYTHON = Set.of("int", "float");

  private final Session session;
  private final Function<Object, JsonObject> renderer;
  private final Consumer<JsonObject> events;
  private final Sources sources;
  private final Values values;
  private final AtomicInteger lastReference = new AtomicInteger();

  /** What a front end can ask for by a number. */
  private final Map<Integer, List<Values.Part>> references = new ConcurrentHashMap<>();

  private final Map<String, Command> commands = new HashMap<>();
  private volatile Optional<Connection> connection = Optional.empty();
  private volatile boolean started;

  /** JupyterLab's tree shows the type of a variable and not its value, but for some of Python's. */
  private volatile boolean showsTypesOnly;

  /** What a request asks for: its body. */
  private interface Command {
    JsonObject answer(JsonObject arguments) throws CellError, IOException;
  }

  /** What exists once the debugger has been started. */
  private record Connection(
      VirtualMachine machine,
      Handover handover,
      Breakpoints breakpoints,
      Stops stops,
      Frames frames) {}

  /**
   * A debugger of a session.
   *
   * @param renderer the forms of a value by their media types, as under a cell
   * @param events receives the events of the protocol
   */
  public Debugger(
      Session session, Function<Object, JsonObject> renderer, Consumer<JsonObject> events) {
    this.session = session;
    this.renderer = renderer;
    this.events = events;
    sources = new Sources(session);
    values = new Values(session::end);
    commands.put("debugInfo", unused -> info());
    commands.put("inspectVariables", unused -> inspect());
    commands.put("richInspectVariables", this::render);
    commands.put("variables", this::variables);
    commands.put("dumpCell", a -> Json.of("sourcePath", sources.pathOf(Json.text(a, "code"))));
    commands.put("source", this::source);
    commands.put("modules", unused -> Json.of("modules", sources.modules()));
    commands.put("initialize", this::initialize);
    commands.put("disconnect", unused -> disconnect());
    commands.put("terminate", unused -> disconnect());
    for (String nothing : List.of("attach", "configurationDone", "setFunctionBreakpoints")) {
      commands.put(nothing, unused -> new JsonObject());
    }
    commands.put("setBreakpoints", this::setBreakpoints);
    commands.put("setExceptionBreakpoints", this::setExceptionBreakpoints);
    commands.put("threads", unused -> Json.of("threads", threads()));
    commands.put("stackTrace", this::stackTrace);
    commands.put("scopes", this::scopes);
    commands.put("evaluate", this::evaluate);
    commands.put("copyToGlobals", this::copyToGlobals);
    commands.put("continue", this::resume);
    commands.put("next", a -> step(a, StepRequest.STEP_OVER));
    commands.put("stepIn", a -> step(a, StepRequest.STEP_INTO));
    commands.put("stepOut", a -> step(a, StepRequest.STEP_OUT));
    commands.put("pause", unused -> pause());
  }

  /** Answers a request; the reply says whether it could be done, and if not, why. */
  public JsonObject handle(JsonObject request) {
    String name = Json.text(request, "command");
    try {
      Command command = commands.get(name);
      if (command == null) {
        throw new IllegalArgumentException("this debugger does not know the request " + name);
      }
      return reply(request, command.answer(Json.object(request, "arguments")), null);
    } catch (CellError e) {
      return reply(request, new JsonObject(), e.report());
    } catch (IOException | RuntimeException e) {
      return reply(request, new JsonObject(), String.valueOf(e.getMessage()));
    }
  }

  private static JsonObject reply(JsonObject request, JsonObject body, @Nullable String failure) {
    long number = Json.number(request, "seq", 0);
    return Json.of(
        "seq", number,
        "type", "response",
        "request_seq", number,
        "success", failure == null,
        "command", Json.text(request, "command"),
        "message", failure,
        "body", body);
  }

  /** From now on the cell of this number is the one with this text. */
  public void running(int cell, String code) {
    sources.running(cell, code);
  }

  /** Whether a front end is debugging. */
  public boolean isStarted() {
    return started;
  }

  /** Lets all stopped threads go on, so that they can be interrupted. */
  public void release() {
    connection.ifPresent(c -> c.stops().release());
  }

  private Connection connected() {
    return connection
        .filter(c -> started)
        .orElseThrow(() -> new IllegalStateException("the debugger has not been started"));
  }

  private JsonObject info() {
    JsonObject info = sources.parameters();
    Json.of(
            "isStarted",
            started,
            "breakpoints",
            started ? connected().breakpoints().all() : Stream.of(),
            "stoppedThreads",
            started ? connected().stops().ids().stream() : Stream.of(),
            "richRendering",
            true,
            "exceptionPaths",
            Stream.of("Java Exceptions"),
            "copyToGlobals",
            true)
        .asMap()
        .forEach(info::add);
    return info;
  }

  private JsonObject initialize(JsonObject arguments) throws IOException {
    showsTypesOnly = Json.text(arguments, "clientID").equalsIgnoreCase("jupyterlab");
    if (connection.isEmpty()) {
      VirtualMachine machine = Target.attach();
      Breakpoints breakpoints = new Breakpoints(machine, sources, session);
      Stops stops = new Stops(machine, breakpoints, sources, this::send);
      Handover handover = new Handover(machine);
      Frames frames = new Frames(sources, handover);
      connection = Optional.of(new Connection(machine, handover, breakpoints, stops, frames));
      session.observe(this);
    }
    started = true;
    send(Json.of("event", "initialized"));
    return Json.of(
        "supportsConfigurationDoneRequest", true,
        "supportsEvaluateForHovers", true,
        "supportsTerminateRequest", true,
        "supportsModulesRequest", true,
        "exceptionBreakpointFilters",
            Stream.of(filter("raised", "Raised"), filter("uncaught", "Uncaught")));
  }

  private static JsonObject filter(String name, String label) {
    return Json.of("filter", name, "label", label + " Exceptions", "default", false);
  }

  private void send(JsonObject event) {
    event.addProperty("seq", 0);
    event.addProperty("type", "event");
    events.accept(event);
  }

  private JsonObject disconnect() {
    connection.ifPresent(
        c -> {
          c.breakpoints().clear();
          c.stops().clear();
          c.frames().forget();
        });
    references.clear();
    started = false;
    return new JsonObject();
  }

  @Override
  public void starts(Class<?> snippet, Set<Class<?>> loaded) {
    if (started) {
      Connection c = connected();
      c.breakpoints().loaded(loaded.stream().map(c.handover()::type).toList());
      c.stops().starts(c.handover().type(snippet));
    }
  }

  @Override
  public void idle() {
    connection.ifPresent(c -> c.stops().idle());
  }

  /** The connection would not notice other means, and mistake the lines of the new code. */
  @Override
  public boolean redefine(Map<Class<?>, byte[]> code) {
    Connection c = connection.orElseThrow();
    c.machine()
        .redefineClasses(
            code.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        entry -> c.handover().type(entry.getKey()), Map.Entry::getValue)));
    return true;
  }

  private JsonObject setBreakpoints(JsonObject arguments) {
    JsonObject source = Json.object(arguments, "source");
    List<Integer> lines =
        Json.elements(arguments, "breakpoints")
            .map(JsonElement::getAsJsonObject)
            .map(point -> (int) Json.number(point, "line", 1))
            .toList();
    return Json.of(
        "breakpoints",
        connected().breakpoints().set(Json.text(source, "path"), lines).stream()
            .map(line -> Json.of("verified", true, "line", line, "source", source)));
  }

  private JsonObject setExceptionBreakpoints(JsonObject arguments) {
    connected()
        .stops()
        .stopOnExceptions(
            Json.elements(arguments, "filters")
                .map(JsonElement::getAsString)
                .collect(Collectors.toSet()));
    return new JsonObject();
  }

  private Stream<JsonObject> threads() {
    Connection c = connected();
    return c.machine().allThreads().stream()
        .filter(
            thread ->
                thread.name().equals("cell") || c.stops().thread(thread.uniqueID()).isPresent())
        .map(thread -> Json.of("id", thread.uniqueID(), "name", thread.name()));
  }

  private JsonObject stackTrace(JsonObject arguments) {
    Connection c = connected();
    Optional<ThreadReference> thread = c.stops().thread(Json.number(arguments, "threadId", -1));
    List<JsonObject> frames = thread.map(t -> c.frames().stack(t).toList()).orElse(List.of());
    return Json.of("stackFrames", frames.stream(), "totalFrames", frames.size());
  }

  private JsonObject scopes(JsonObject arguments) {
    int frame = (int) Json.number(arguments, "frameId", -1);
    return Json.of(
        "scopes", Stream.of(scope("Locals", locals(frame)), scope("Globals", globals())));
  }

  private List<Values.Part> locals(int frame) {
    return connected().frames().locals(frame).stream()
        .map(
            local ->
                new Values.Part(
                    local.name(), local.type().replaceAll("^.*[.$]", ""), local.value()))
        .toList();
  }

  private List<Values.Part> globals() {
    return session.variables().stream()
        .map(
            (Variable variable) ->
                new Values.Part(variable.name(), variable.type(), variable.value()))
        .toList();
  }

  private JsonObject scope(String name, List<Values.Part> variables) {
    return Json.of("name", name, "variablesReference", reference(variables), "expensive", false);
  }

  private int reference(List<Values.Part> parts) {
    int reference = lastReference.incrementAndGet();
    references.put(reference, parts);
    return reference;
  }

  private JsonObject inspect() {
    if (!started || connected().stops().ids().isEmpty()) {
      references.clear();
    }
    return Json.of("variables", globals().stream().map(this::variable));
  }

  private JsonObject variables(JsonObject arguments) {
    int reference = (int) Json.number(arguments, "variablesReference", 0);
    return Json.of(
        "variables", references.getOrDefault(reference, List.of()).stream().map(this::variable));
  }

  private JsonObject variable(Values.Part part) {
    List<Values.Part> children = values.children(part.value());
    String value = values.text(part.value());
    boolean both = showsTypesOnly && !AS_IN_PYTHON.contains(part.type());
    return Json.of(
        "name",
        part.name(),
        "type",
        both ? part.type() + " " + value : part.type(),
        "value",
        value,
        "evaluateName",
        part.name(),
        "variablesReference",
        children.isEmpty() ? 0 : reference(children));
  }

  private JsonObject render(JsonObject arguments) {
    String name = Json.text(arguments, "variableName");
    int frame = (int) Json.number(arguments, "frameId", -1);
    Stream<Values.Part> local = started && frame >= 0 ? locals(frame).stream() : Stream.of();
    JsonObject data =
        Stream.concat(local, globals().stream())
            .filter(part -> part.name().equals(name))
            .findFirst()
            .flatMap(part -> values.within(SECONDS, () -> rendered(part.value())))
            .orElseGet(JsonObject::new);
    return Json.of("data", data, "metadata", new JsonObject());
  }

  private JsonObject rendered(@Nullable Object value) {
    return value == null ? Json.of("text/plain", "null") : renderer.apply(value);
  }

  private JsonObject source(JsonObject arguments) {
    String path = Json.text(Json.object(arguments, "source"), "path");
    return Json.of(
        "content",
        sources
            .source(path)
            .orElseThrow(() -> new IllegalArgumentException("there is no source of " + path)),
        "mimeType",
        "text/x-java");
  }

  private JsonObject evaluate(JsonObject arguments) throws CellError {
    Optional<Object> value =
        evaluated(Json.text(arguments, "expression"), (int) Json.number(arguments, "frameId", -1));
    Values.Part part = Values.Part.of("", value.orElse(null));
    JsonObject described = variable(part);
    return Json.of(
        "result", value.isEmpty() ? "" : described.get("value"),
        "type", part.type(),
        "variablesReference", described.get("variablesReference"));
  }

  private Optional<Object> evaluated(String code, int frame) throws CellError {
    Connection c = connected();
    try {
      return c.stops()
          .muted(
              () ->
                  values.awaited(
                      SECONDS, () -> new Evaluation(session, c.frames()).evaluate(code, frame)));
    } catch (ExecutionException e) {
      throw CellError.of(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the expression takes more than 10 s: " + code, e);
    }
  }

  private JsonObject copyToGlobals(JsonObject arguments) throws CellError {
    String from = Json.text(arguments, "srcVariableName");
    String to = Json.text(arguments, "dstVariableName");
    Connection c = connected();
    int frame = (int) Json.number(arguments, "srcFrameId", -1);
    new Evaluation(session, c.frames()).copy(from, to, frame);
    return new JsonObject();
  }

  private JsonObject resume(JsonObject arguments) {
    Connection c = connected();
    c.frames().forget();
    references.clear();
    c.stops().resume(Json.number(arguments, "threadId", -1));
    return Json.of("allThreadsContinued", false);
  }

  private JsonObject step(JsonObject arguments, int depth) {
    Connection c = connected();
    c.frames().forget();
    references.clear();
    c.stops().step(Json.number(arguments, "threadId", -1), depth);
    return new JsonObject();
  }

  private JsonObject pause() {
    connected().stops().pause();
    return new JsonObject();
  }
}
