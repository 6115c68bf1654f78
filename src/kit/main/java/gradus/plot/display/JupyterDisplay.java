package gradus.plot.display;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of a running kernel of the IJava family.
 *
 * <p>IJava and JJava have the same design under two package names. Both are called by reflection,
 * so that neither is needed to compile or to run.
 *
 * @param library the package of the kernel's protocol library
 */
public record JupyterDisplay(Object kernel, String library) implements Display {
  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel";
  private static final String OTHER_VERSION =
      "the running kernel is of a version with another interface";
  private static final String IJAVA = "io.github.spencerpark.jupyter.kernel";

  /** The page of the kernel that runs in this process, if one does. */
  public static Optional<JupyterDisplay> ofRunningKernel() {
    return Stream.of(
            of(JJAVA + ".BaseKernel", "notebookKernel", JJAVA),
            of("io.github.spencerpark.ijava.IJava", "getKernelInstance", IJAVA))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The page of a kernel of JJava. */
  public static JupyterDisplay ofJJava(Object kernel) {
    return new JupyterDisplay(kernel, JJAVA);
  }

  /**
   * Tells the kernel how values of these types look as the last expression of a cell.
   *
   * @param looks from a value to its bundle
   */
  public void register(List<Class<?>> types, Function<Object, MimeBundle> looks) {
    try {
      Object renderer = type("BaseKernel").getMethod("getRenderer").invoke(kernel);
      Object function = renderFunction(looks);
      for (Class<?> type : types) {
        register(renderer, type, function);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(OTHER_VERSION, e);
    }
  }

  private void register(Object renderer, Class<?> type, Object function)
      throws ReflectiveOperationException {
    Object registration =
        renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
    Object mimeTypes = new String[] {"text/html", "image/png", "text/plain"};
    registration.getClass().getMethod("supporting", String[].class).invoke(registration, mimeTypes);
    Class<?> parameter = type("display.RenderFunction");
    registration.getClass().getMethod("register", parameter).invoke(registration, function);
  }

  /** The kernel's {@code RenderFunction}, whose one method is {@code render(value, context)}. */
  private Object renderFunction(Function<Object, MimeBundle> looks) throws ClassNotFoundException {
    Class<?> type = type("display.RenderFunction");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> render(looks.apply(arguments[0]), arguments[1]));
  }

  private static @Nullable Object render(MimeBundle bundle, Object context)
      throws ReflectiveOperationException {
    fill(context.getClass().getMethod("getOutputContainer").invoke(context), bundle);
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
      Object io = type("BaseKernel").getMethod("getIO").invoke(kernel);
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

  /** A class of the kernel's library: a kernel's own classes need not be public. */
  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(library + "." + name, true, kernel.getClass().getClassLoader());
  }
}
