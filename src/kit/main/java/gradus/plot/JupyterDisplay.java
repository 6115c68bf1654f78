package gradus.plot;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of a running kernel of the IJava family.
 *
 * <p>IJava and JJava share their design under two package names. Both are reached by reflection, so
 * that neither is needed to compile or to run, and another version of one does no harm.
 *
 * @param library the package of the kernel's protocol library
 */
record JupyterDisplay(Object kernel, String library) implements Display {
  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel";
  private static final String OTHER_VERSION =
      "the running kernel is of a version with another interface";
  private static final String IJAVA = "io.github.spencerpark.jupyter.kernel";

  static Optional<JupyterDisplay> ofRunningKernel() {
    return Stream.of(
            of(JJAVA + ".BaseKernel", "notebookKernel", JJAVA),
            of("io.github.spencerpark.ijava.IJava", "getKernelInstance", IJAVA))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The page of a kernel of JJava. */
  static JupyterDisplay ofJJava(Object kernel) {
    return new JupyterDisplay(kernel, JJAVA);
  }

  /** Tells the kernel how the {@link Renderings#types} look as the last expression of a cell. */
  void registerRenderings() {
    try {
      Object renderer = kernel.getClass().getMethod("getRenderer").invoke(kernel);
      for (Class<?> type : Renderings.types()) {
        register(renderer, type);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(OTHER_VERSION, e);
    }
  }

  private void register(Object renderer, Class<?> type) throws ReflectiveOperationException {
    Object registration =
        renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
    Object types = new String[] {"text/html", "image/png", "text/plain"};
    registration.getClass().getMethod("supporting", String[].class).invoke(registration, types);
    Class<?> function = type("display.RenderFunction");
    Object render =
        Proxy.newProxyInstance(
            function.getClassLoader(), new Class<?>[] {function}, JupyterDisplay::render);
    registration.getClass().getMethod("register", function).invoke(registration, render);
  }

  /** Stands for {@code RenderFunction.render(value, context)}. */
  private static @Nullable Object render(Object proxy, Method method, Object[] arguments)
      throws ReflectiveOperationException {
    Object context = arguments[1];
    Object data = context.getClass().getMethod("getOutputContainer").invoke(context);
    fill(data, Renderings.orText(arguments[0]));
    return null;
  }

  private static Optional<JupyterDisplay> of(String type, String accessor, String library) {
    try {
      Object kernel = Class.forName(type).getMethod(accessor).invoke(null);
      return Optional.ofNullable(kernel).map(k -> new JupyterDisplay(k, library));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public void show(MimeBundle bundle, String id) {
    send("display", bundle, id);
  }

  @Override
  public void update(MimeBundle bundle, String id) {
    send("updateDisplay", bundle, id);
  }

  private void send(String verb, MimeBundle bundle, String id) {
    try {
      Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
      Object display = io.getClass().getField("display").get(io);
      Object data = displayData(bundle);
      data.getClass().getMethod("setDisplayId", String.class).invoke(data, id);
      display.getClass().getMethod(verb, data.getClass()).invoke(display, data);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(OTHER_VERSION, e);
    }
  }

  /** The bundle as an object of the kernel's own. */
  private Object displayData(MimeBundle bundle) throws ReflectiveOperationException {
    Object data = type("display.DisplayData").getConstructor().newInstance();
    fill(data, bundle);
    return data;
  }

  static void fill(Object displayData, MimeBundle bundle) throws ReflectiveOperationException {
    var put = displayData.getClass().getMethod("putData", String.class, Object.class);
    var putHint = displayData.getClass().getMethod("putMetaData", String.class, Object.class);
    for (var entry : bundle.data().entrySet()) {
      put.invoke(displayData, entry.getKey(), entry.getValue());
    }
    for (var entry : bundle.metadata().entrySet()) {
      putHint.invoke(displayData, entry.getKey(), entry.getValue());
    }
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(library + "." + name, true, kernel.getClass().getClassLoader());
  }
}
