package gradus.kernel;

import gradus.kernel.session.CellError;
import gradus.kernel.session.Interruption;
import gradus.kernel.session.Session;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel for one notebook. Jupyter runs it with its connection file. */
public final class KernelMain {
  /** What IJava imports in every notebook, and its display functions. */
  static final String IMPORTS =
      """
      import java.io.*;
      import java.math.*;
      import java.net.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.prefs.*;
      import java.util.regex.*;
      import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.*;
      import static gradus.kernel.NotebookFunctions.*;
      """;

  /** A cell in the jar of a library that uses what most notebooks use of it. */
  private static final String EXAMPLE = "META-INF/gradus-kernel/example.jshell";

  private KernelMain() {}

  /**
   * Serves the notebook of a connection file.
   *
   * @param arguments Jupyter's connection file; or {@code --train}, to start, warm up and stop
   *     while the JVM records which classes are loaded
   */
  public static void main(String[] arguments)
      throws IOException,
          GeneralSecurityException,
          CellError,
          ExecutionException,
          InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "expected one argument, Jupyter's connection file; start me from Jupyter");
    }
    Locale.setDefault(Locale.ENGLISH); // a notebook prints the same numbers on every machine
    if (arguments[0].equals("--train")) {
      train();
      Runtime.getRuntime().exit(0);
    }
    Future<Optional<String>> vectors = inBackground(VectorModule::load);
    Session session = session();
    Future<?> compiler = inBackground(() -> session.evaluate(IMPORTS, 0));
    CellOutput output = new CellOutput();
    JavaKernel kernel = new JavaKernel(output, session);
    kernel.onStartup();
    KernelConnectionProperties ports =
        KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
    Memory memory = new Memory(session);
    KernelConnection connection = new KernelConnection(ports, output, kernel::takeFailed, memory);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> died(thread, thrown, session, memory));
    endWithParent();
    kernel.becomeHandlerForConnection(connection);
    compiler.get();
    kernel.takeStreams();
    vectors.get().ifPresent(System.err::println); // before scripts that may choose an engine
    applyEnvironment(session);
    CollectorFault.warning().ifPresent(System.err::println);
    kernel.keepState();
    try {
      connection.connect();
    } catch (RuntimeException e) { // or the heart would beat on without a kernel
      new PrintStream(new FileOutputStream(FileDescriptor.err), true)
          .println("The Java kernel cannot open its ports: " + e);
      Runtime.getRuntime().halt(1);
    }
    memory.watch();
    session.index();
    Thread.currentThread().setName("main");
  }

  private static Session session() {
    return new Session(words("IJAVA_COMPILER_OPTS"));
  }

  private static <T> Future<T> inBackground(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("start").start(task);
    return task;
  }

  /** Runs what is archived: a cell, and the examples that libraries on the class path bring. */
  private static void train() throws CellError, IOException {
    Session session = session();
    new JavaKernel(new CellOutput(), session).onStartup();
    session.evaluate(IMPORTS, 0);
    session.evaluate("List.of(1, 2, 3).stream().map(x -> x * x).toList()", 0);
    for (URL example : Collections.list(KernelMain.class.getClassLoader().getResources(EXAMPLE))) {
      try (InputStream in = example.openStream()) {
        session.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8), 0);
      }
    }
  }

  /**
   * Jupyter names its process, so that a kernel does not outlive a server that was killed. On
   * Windows the name is a handle, whose number may be another process's.
   */
  private static void endWithParent() {
    variable("JPY_PARENT_PID")
        .filter(pid -> File.separatorChar == '/' && pid.matches("\\d{1,18}"))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
        .ifPresent(
            server ->
                Thread.ofPlatform()
                    .daemon()
                    .name("end with Jupyter")
                    .start(
                        () -> {
                          server.onExit().join();
                          Runtime.getRuntime().halt(1);
                        }));
  }

  /** A thread that a cell started may end with the cell's interrupt, without a stack trace. */
  private static void died(Thread thread, Throwable thrown, Session session, Memory memory) {
    if (thrown instanceof OutOfMemoryError && memory.isOfKernel(thread)) {
      memory.end(); // the thread is gone, and with it what it did for the kernel
    } else if (!(thrown instanceof Interruption)) {
      System.err.printf(
          "Exception in thread \"%s\" %s%n", thread.getName(), session.explain(thrown).report());
    }
  }

  /** Applies IJava's environment variables. */
  private static void applyEnvironment(Session session) {
    try {
      paths("IJAVA_CLASSPATH").forEach(path -> session.addToClasspath(path.toString()));
      for (Path script : paths("IJAVA_STARTUP_SCRIPTS_PATH").toList()) {
        session.evaluate(Files.readString(script), 0);
      }
      Optional<String> script = variable("IJAVA_STARTUP_SCRIPT");
      if (script.isPresent()) {
        session.evaluate(script.get(), 0);
      }
      variable("IJAVA_TIMEOUT").flatMap(KernelMain::duration).ifPresent(session::limitStatements);
    } catch (CellError | IOException | IllegalArgumentException e) {
      // The first cell shows this; a kernel that did not start could explain nothing.
      System.err.println(
          "One of the IJAVA_ environment variables cannot be applied. " + CellError.of(e).report());
    }
  }

  /** Parses a number and a unit, milliseconds by default; absent if the number is below 1. */
  private static Optional<Duration> duration(String text) {
    String[] parts = text.strip().split("\\s+", 2);
    TimeUnit unit = parts.length == 1 ? TimeUnit.MILLISECONDS : TimeUnit.valueOf(parts[1]);
    long number = Long.parseLong(parts[0]);
    return number < 1 ? Optional.empty() : Optional.of(Duration.of(number, unit.toChronoUnit()));
  }

  private static Stream<Path> paths(String name) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(variable(name).orElse(""))
        .filter(path -> !path.isBlank())
        .flatMap(path -> Glob.files(path).stream());
  }

  private static List<String> words(String name) {
    return Pattern.compile("\\s+")
        .splitAsStream(variable(name).orElse(""))
        .filter(word -> !word.isBlank())
        .toList();
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
