package gradus.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel for one notebook: Jupyter calls it with the file that says where to listen. */
public final class Main {
  /** What IJava imports, and its display functions. */
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
      """;

  private Main() {}

  /**
   * The only argument is Jupyter's connection file; {@code --train} instead starts, warms up and
   * stops.
   */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, CellError {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "expected one argument, Jupyter's connection file; start me from Jupyter");
    }
    CellOutput output = new CellOutput();
    Session session = new Session(words("IJAVA_COMPILER_OPTS"));
    JavaKernel kernel = new JavaKernel(output, session);
    if (arguments[0].equals("--train")) {
      kernel.onStartup();
      warmUp(session);
      session.evaluate("List.of(1, 2, 3).stream().map(x -> x * x).toList()", 0);
      Runtime.getRuntime().exit(0);
    }
    Connection connection =
        new Connection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))), output);
    warmUp(session);
    kernel.becomeHandlerForConnection(connection);
    kernel.onStartup();
    connection.connect();
    Thread.currentThread().setName("main");
  }

  /**
   * The first snippet loads the compiler; what IJava's environment variables ask for comes with it.
   */
  private static void warmUp(Session session) throws CellError, IOException {
    paths("IJAVA_CLASSPATH").forEach(session::addToClasspath);
    session.evaluate(IMPORTS, 0);
    for (String script : paths("IJAVA_STARTUP_SCRIPTS_PATH").toList()) {
      session.evaluate(Files.readString(Path.of(script)), 0);
    }
    Optional<String> script = variable("IJAVA_STARTUP_SCRIPT");
    if (script.isPresent()) {
      session.evaluate(script.get(), 0);
    }
  }

  private static Stream<String> paths(String name) {
    return Pattern.compile(Pattern.quote(java.io.File.pathSeparator))
        .splitAsStream(variable(name).orElse(""))
        .filter(path -> !path.isBlank());
  }

  private static List<String> words(String name) {
    return Stream.concat(
            Stream.of("--add-modules=jdk.incubator.vector"),
            Pattern.compile("\\s+").splitAsStream(variable(name).orElse("")))
        .filter(word -> !word.isBlank())
        .toList();
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
