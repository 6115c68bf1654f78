package gradus.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Python that runs Jupyter: the kit's own or, before there is one, one on the path that has
 * JupyterLab already.
 *
 * @param python the interpreter
 * @param prefix where it keeps its kernels, its {@code sys.prefix}
 */
record Jupyter(Path python, Path prefix) {
  /** Looks the packages up; to import them takes two seconds, which each command would wait. */
  private static final String HAS_ALL =
      """
      import sys
      from importlib import metadata, util
      assert all(util.find_spec(name) for name in ("jupyterlab", "nbclient", "nbconvert"))
      assert int(metadata.version("jupyterlab").split(".")[0]) >= 4
      print(sys.prefix)
      """;

  /** Keeps JupyterLab from asking whether to fetch news and from looking for newer versions. */
  private static final String NO_NEWS =
      """
      {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}
      """;

  private static final String IS_RECENT =
      "import sys; assert sys.version_info >= (3, 10); print(sys.prefix)";

  /** The Python to use, prepared if needed; prints what takes long. */
  static Jupyter ready(Kit kit) throws IOException, InterruptedException, MissingException {
    Optional<Jupyter> found = find(kit);
    Jupyter jupyter = found.isPresent() ? found.get() : install(kit);
    jupyter.register(kit);
    return jupyter;
  }

  /** The Python to use, if one has all packages. */
  static Optional<Jupyter> find(Kit kit) throws IOException, InterruptedException {
    for (Path venv : kit.pythons()) {
      Path own = inVenv(venv);
      if (Files.exists(own) && ask(own, HAS_ALL).isPresent()) {
        return Optional.of(new Jupyter(own, venv));
      }
    }
    for (Path python : onPath()) {
      Optional<String> prefix = ask(python, HAS_ALL);
      if (prefix.isPresent() && Files.isWritable(Path.of(prefix.get()))) {
        return Optional.of(new Jupyter(python, Path.of(prefix.get())));
      }
    }
    return Optional.empty();
  }

  private static Jupyter install(Kit kit)
      throws IOException, InterruptedException, MissingException {
    Path base = recentPython();
    Path venv = kit.pythons().getLast();
    System.out.println(
        "Preparing JupyterLab in " + venv + "; this happens once and takes about a minute.");
    String remedy = " On Debian or Ubuntu: apt-get install python3-venv";
    run(
        List.of(base.toString(), "-m", "venv", "--clear", venv.toString()),
        "Python's venv is missing." + remedy);
    Path python = inVenv(venv);
    run(
        List.of(
            python.toString(),
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "-r",
            kit.requirements().toString()),
        "JupyterLab could not be installed; check the network and start again.");
    Path settings = Files.createDirectories(venv.resolve("share/jupyter/lab/settings"));
    Files.writeString(settings.resolve("overrides.json"), NO_NEWS);
    return new Jupyter(python, venv);
  }

  static Path recentPython() throws IOException, InterruptedException, MissingException {
    for (Path python : onPath()) {
      if (ask(python, IS_RECENT).isPresent()) {
        return python;
      }
    }
    throw new MissingException(
        "Gradus needs Python 3.10 or later for JupyterLab and found none; install python3.");
  }

  private static List<Path> onPath() {
    List<Path> pythons = new ArrayList<>();
    for (String folder :
        Optional.ofNullable(System.getenv("PATH"))
            .orElse("")
            .replace("\"", "") // Windows allows quotes around a folder
            .split(File.pathSeparator, -1)) {
      for (String name : List.of("python3", "python3.exe", "python.exe")) {
        Path python = Path.of(folder, name);
        if (!folder.isEmpty() && Files.isExecutable(python)) {
          pythons.add(python);
        }
      }
    }
    return pythons;
  }

  static Path inVenv(Path venv) {
    return File.separatorChar == '\\'
        ? venv.resolve("Scripts/python.exe")
        : venv.resolve("bin/python");
  }

  /** What a Python prints for a one-line program, if it succeeds. */
  static Optional<String> ask(Path python, String program)
      throws IOException, InterruptedException {
    return ask(List.of(python.toString(), "-c", program));
  }

  /** What a program prints, if it succeeds. */
  static Optional<String> ask(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
  }

  /** Runs a program with this Java, whose output goes to the terminal. */
  static void run(List<String> command, String failure)
      throws IOException, InterruptedException, MissingException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (builder.start().waitFor() != 0) {
      throw new MissingException(failure);
    }
  }

  /** The folder that Jupyter finds the kernel in. */
  Path kernel() {
    return prefix.resolve("share/jupyter/kernels/java");
  }

  /** Whether the kernel is registered and as new as the library. */
  boolean isRegistered(Kit kit) throws IOException {
    Path registered = kernel().resolve("lib/gradus-kit.jar");
    return Files.exists(registered)
        && Files.getLastModifiedTime(registered)
                .compareTo(Files.getLastModifiedTime(kit.lib().resolve("gradus-kit.jar")))
            >= 0;
  }

  private void register(Kit kit) throws IOException, InterruptedException, MissingException {
    if (isRegistered(kit)) {
      return;
    }
    if (Files.exists(kernel()) && !Files.isWritable(kernel().getParent())) {
      System.out.println(
          "The kernel in "
              + kernel()
              + " is older than the library. Ask whoever installed the kit to run ./gradus lab in its folder.");
    } else {
      System.out.println("Registering the Java kernel in " + prefix);
      run(
          List.of(
              java(),
              "-cp",
              kit.lib() + "/*",
              "gradus.kernel.KernelSpec",
              "install",
              "--prefix",
              prefix.toString()),
          "The kernel could not be registered in " + prefix + "; is the folder writable?");
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where the user has no folder to write to, Jupyter keeps its files in a temporary one. */
  private static void withoutHome(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    if (!Files.isWritable(home)) {
      Path folder =
          Path.of(
              System.getProperty("java.io.tmpdir"), "gradus-" + System.getProperty("user.name"));
      for (String kind : List.of("RUNTIME", "CONFIG", "DATA")) {
        environment.putIfAbsent("JUPYTER_" + kind + "_DIR", folder.resolve("jupyter").toString());
      }
      environment.putIfAbsent("IPYTHONDIR", folder.resolve("ipython").toString());
    }
  }

  /** A command of this Python, with the environment that notebooks expect. */
  ProcessBuilder command(Kit kit, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(python.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(kit.home().toFile());
    builder.environment().put("GRADUS_HOME", kit.home().toString());
    builder.environment().put("JUPYTER_PREFER_ENV_PATH", "1");
    withoutHome(builder.environment());
    builder
        .environment()
        .put(
            "PATH",
            String.join(
                File.pathSeparator,
                Stream.of(python.resolveSibling("").toString(), System.getenv("PATH")).toList()));
    return builder;
  }
}
