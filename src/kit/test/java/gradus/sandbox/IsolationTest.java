package gradus.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a submission can reach, in each isolation that works here. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems isolate nothing")
class IsolationTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 256);

  static Stream<Isolation> tight() {
    Identity identity = Identity.current();
    List<Isolation> isolations =
        new ArrayList<>(List.of(new Bubblewrap(identity), new Namespaces(identity)));
    if (identity.isDropped()) {
      var ordinary = new Identity(false);
      isolations.add(new AsOrdinaryUser(new Bubblewrap(ordinary)));
      isolations.add(new AsOrdinaryUser(new Namespaces(ordinary)));
    }
    if (isInstalled("isolate")) { // rarely, and not in CI: no distribution of Linux brings it
      var box = new IsolateBox();
      isolations.add(identity.isDropped() ? new AsOrdinaryUser(box) : box);
    }
    return isolations.stream();
  }

  private static boolean isInstalled(String program) {
    try {
      return !Isolation.program(program).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** In CI an isolation that does not work is a failure; elsewhere its program may be missing. */
  private static void assumeItWorks(Isolation isolation) throws Exception {
    boolean works = AvailableIsolation.works(isolation);
    assertTrue(works || System.getenv("CI") == null, isolation + " does not work here");
    assumeTrue(works, isolation + " does not work here");
  }

  private static void openToAll(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @MethodSource("tight")
  void aSubmissionSeesItsOwnFolderAndNothingElse(Isolation isolation, @TempDir Path class_)
      throws Exception {
    assumeItWorks(isolation);
    openToAll(class_);
    Path alice = Files.createDirectories(class_.resolve("alice"));
    Path bob = Files.createDirectories(class_.resolve("bob"));
    Files.writeString(alice.resolve("mine.txt"), "hers");
    Files.writeString(bob.resolve("answer.txt"), "42");
    try (var kernel = new KernelProcess(isolation, LIMITS, alice)) {
      Outcome outcome = kernel.run(1, probe(bob));
      assertEquals("", outcome.message() + outcome.details());
      assertEquals(
          List.of("own true", "other false", "write false", "network false", "processes true"),
          outcome.standardOutput().lines().toList());
    }
    assertTrue(Files.notExists(alice.resolve("written.txt")));
  }

  @ParameterizedTest
  @MethodSource("tight")
  void aSubmissionIsNotRootAndCannotChangeTheMachine(Isolation isolation, @TempDir Path folder)
      throws Exception {
    assumeItWorks(isolation);
    openToAll(folder);
    try (var kernel = new KernelProcess(isolation, LIMITS, folder)) {
      Outcome outcome =
          kernel.run(
              1,
              """
              import java.nio.file.*;
              System.out.println(Files.readAllLines(Path.of("/proc/self/status")).stream()
                  .filter(line -> line.startsWith("Uid:") || line.startsWith("CapEff:"))
                  .map(line -> line.replaceAll("\\\\s+", " ")).toList());
              for (String name : java.util.List.of("kernel/core_pattern", "kernel/hostname", "vm/panic_on_oom")) {
                try (var out = Files.newOutputStream(Path.of("/proc/sys/" + name))) {
                  System.out.println(name + " can be written");
                } catch (Exception e) {
                  System.out.println("refused");
                }
              }
              """);
      assertEquals("", outcome.message() + outcome.details());
      assertEquals(
          List.of(
              "[Uid: 65534 65534 65534 65534, CapEff: 0000000000000000]",
              "refused",
              "refused",
              "refused"),
          asNobody(isolation, outcome.standardOutput()).lines().toList());
    }
  }

  /** Each box of isolate has a user of its own. */
  private static String asNobody(Isolation isolation, String status) {
    return isolation.toString().contains("by isolate")
        ? status.replaceAll("\\b60\\d{3}\\b", Identity.NOBODY)
        : status;
  }

  @ParameterizedTest
  @MethodSource("tight")
  void theProbeGetsOutOfNone(Isolation isolation) throws Exception {
    assumeItWorks(isolation);
    assertEquals(List.of(), escapes(isolation));
  }

  /** An attack that never succeeds would prove nothing. */
  @Test
  void theProbeGetsOutWhereNothingIsolates() throws Exception {
    List<String> expected = new ArrayList<>(SandboxProbe.promises());
    List<String> escapes = new ArrayList<>(escapes(new Isolation.None()));
    // The first process of a machine may have no variables, and no one but root reads them.
    List<String> uncertain = new ArrayList<>(List.of("variable"));
    if (!Identity.current().isDropped()) {
      uncertain.addAll(List.of("settings", "library", "user namespace"));
    }
    for (String word : uncertain) {
      expected.removeIf(promise -> promise.contains(word));
      escapes.removeIf(promise -> promise.contains(word));
    }
    assertEquals(expected, escapes);
  }

  private static List<String> escapes(Isolation isolation) throws Exception {
    return ContainmentCheck.of(isolation).entrySet().stream()
        .filter(promise -> !promise.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("tight")
  void aKernelEndsWithItsGrader(Isolation isolation, @TempDir Path folder) throws Exception {
    assumeItWorks(isolation);
    openToAll(folder);
    int place = tight().toList().indexOf(isolation);
    List<String> words =
        JavaCommand.kernel(LIMITS)
            .running(List.of(DyingGrader.class.getName(), "" + place, folder.toString()))
            .words();
    Process grader =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<ProcessHandle> kernel =
        Stream.of(grader.inputReader().readLine().split(" ", -1))
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .toList();
    assertTrue(kernel.size() > 1 && kernel.stream().allMatch(ProcessHandle::isAlive));
    grader.destroyForcibly();
    for (ProcessHandle process : kernel) {
      process.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void withoutIsolationTheHomeIsEmptyAndThereIsAWarning(@TempDir Path folder) throws Exception {
    var none = new Isolation.None();
    assertTrue(none.warning().orElseThrow().startsWith("Warning: not isolated"));
    assertEquals(Optional.empty(), new Bubblewrap(Identity.current()).warning());
    try (var kernel = new KernelProcess(none, LIMITS, folder)) {
      Outcome outcome =
          kernel.run(
              1,
              "System.out.println(new java.io.File(System.getenv(\"HOME\")).list().length + \" \" + System.getenv(\"USER\"));");
      assertEquals("0 null", outcome.standardOutput().strip());
    }
  }

  /** The isolation of an ordinary user, tried by root with a class path that anyone may read. */
  private record AsOrdinaryUser(Isolation inner) implements Isolation {
    @Override
    public ProcessBuilder process(JavaCommand java, Path folder, Path scratch) throws IOException {
      Path shared = Files.createTempDirectory(Path.of("/tmp"), "gradus-shared");
      shared.toFile().deleteOnExit(); // After its files: the last registered goes first.
      openToAll(shared);
      openToAll(folder);
      Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
      List<Path> files = new ArrayList<>();
      List<String> words = new ArrayList<>(java.java());
      for (Path file : java.files()) {
        Path readable = file;
        if (Files.isRegularFile(file)) {
          readable = Files.copy(file, shared.resolve(files.size() + ".jar"));
          readable.toFile().deleteOnExit();
        }
        files.add(readable);
        String from = file.toString();
        String to = readable.toString();
        words.replaceAll(
            word ->
                String.join(
                    ":",
                    Stream.of(word.split(":", -1)).map(x -> x.equals(from) ? to : x).toList()));
      }
      ProcessBuilder builder =
          inner.process(
              new JavaCommand(words, java.program(), files, java.limits()), folder, scratch);
      builder
          .command()
          .addAll(0, List.of("setpriv", "--reuid=4321", "--regid=4321", "--clear-groups"));
      return builder;
    }

    @Override
    public String toString() {
      return inner + " for an ordinary user";
    }
  }

  private static String probe(Path other) {
    return """
        import java.nio.file.*;
        boolean works(java.util.concurrent.Callable<?> action) {
          try {
            action.call();
            return true;
          } catch (Exception e) {
            return false;
          }
        }
        System.out.println("own " + works(() -> Files.readString(Path.of("mine.txt"))));
        System.out.println("other " + works(() -> Files.readString(Path.of("%s/answer.txt"))));
        System.out.println("write " + works(() -> Files.writeString(Path.of("written.txt"), "x")));
        System.out.println("network " + works(() -> new java.net.Socket("127.0.0.1", %d)));
        System.out.println("processes " + (ProcessHandle.allProcesses().count() <= 3));
        """
        .formatted(other, openPort());
  }

  @SuppressWarnings("resource") // stays open while the test runs
  private static int openPort() {
    try {
      return new java.net.ServerSocket(0).getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
