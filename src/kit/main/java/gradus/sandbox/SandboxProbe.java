package gradus.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that tries to get out of the isolation that it runs in, and says for each promise
 * whether it held.
 */
public final class SandboxProbe {
  static final String HELD = "held ";
  static final String ESCAPED = "ESCAPED ";

  private static final int MEGABYTE = 1 << 20;

  /** What a signal at the end of a child is called; a process that is made needs one. */
  private static final int SIGCHLD = 17;

  private static final int NEW_USER_NAMESPACE = 0x10000000;

  /** The family of sockets between virtual machines and their host. */
  private static final int VIRTUAL_MACHINES = 40;

  private static final int STREAM = 1;
  private static final int READ_AND_WRITE = 3;
  private static final int SHARED_ANONYMOUS = 0x21;
  private static final int PRIVATE_ANONYMOUS_POPULATED = 0x8022;

  private static final Set<String> VARIABLES =
      Set.of("HOME", "PATH", "PWD", "GRADUS_BUDGET", "GRADUS_PROGRESS", "NBGRADER_EXECUTION");

  private final Map<String, Attack> attacks = new LinkedHashMap<>();

  /** True where it succeeds; what it throws means that it did not. */
  private interface Attack {
    boolean succeeds() throws Exception;
  }

  private SandboxProbe(Path others, int port) {
    attacks.put("not root, no capabilities, and no way to gain some", SandboxProbe::hasRights);
    attacks.put("no system call that Java does not need", SandboxProbe::callsFreely);
    attacks.put("no user namespace of its own", SandboxProbe::makesNamespace);
    attacks.put("the machine's settings cannot be changed", SandboxProbe::changesMachine);
    attacks.put("no file of the system, no home", SandboxProbe::readsSystem);
    attacks.put("no other submission", () -> !Files.readString(others).isEmpty());
    attacks.put("its own folder is read-only", () -> writes(Path.of("").toAbsolutePath()));
    attacks.put("the library and the JDK are read-only", SandboxProbe::changesLibrary);
    attacks.put("at most 64 MB of files", SandboxProbe::fillsFolder);
    attacks.put("no shared memory", SandboxProbe::hidesMemory);
    attacks.put("no network, not even this machine's", () -> reaches(port));
    attacks.put("no process but its own", SandboxProbe::seesProcesses);
    attacks.put("no variable of the teacher's", SandboxProbe::seesVariables);
  }

  /** The promises that it tests by itself. */
  static Set<String> promises() {
    return Collections.unmodifiableSet(new SandboxProbe(Path.of(""), 0).attacks.keySet());
  }

  /**
   * Tries all attacks that should be refused, or one of those that should end the kernel.
   *
   * @param words a file that must not be readable and a port of this machine that must not be
   *     reachable; or {@code threads}, {@code processes} or {@code memory}
   */
  public static void main(String[] words) throws Exception {
    switch (words[0]) {
      case "threads" -> startThreads();
      case "processes" -> startProcesses();
      case "memory" -> takeMemory();
      case "wait" -> new CountDownLatch(1).await();
      default -> new SandboxProbe(Path.of(words[0]), Integer.parseInt(words[1])).print();
    }
  }

  private void print() {
    attacks.forEach(
        (promise, attack) -> System.out.println((escapes(attack) ? ESCAPED : HELD) + promise));
  }

  private static boolean escapes(Attack attack) {
    try {
      return attack.succeeds();
    } catch (Exception e) {
      return false;
    }
  }

  private static boolean hasRights() throws IOException {
    return status("Uid:") == 0 || status("CapEff:") != 0 || status("NoNewPrivs:") != 1;
  }

  private static long status(String key) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1], 16))
        .findFirst()
        .orElseThrow();
  }

  private static boolean callsFreely() throws IOException {
    return status("Seccomp:") != 2
        || SystemCall.SOCKET.call(VIRTUAL_MACHINES, STREAM, 0) >= 0
        || SystemCall.IO_URING_SETUP.call(0, 0) >= 0;
  }

  /** As fork does, since a namespace cannot be entered by a process that has threads. */
  private static boolean makesNamespace() {
    long child = SystemCall.CLONE.call(NEW_USER_NAMESPACE | SIGCHLD);
    if (child == 0) {
      SystemCall.EXIT_GROUP.call(0);
    }
    return child > 0;
  }

  /** Opens for writing and writes nothing, so that it does no harm where nothing prevents it. */
  private static boolean opens(Path file) {
    try {
      Files.newByteChannel(file, StandardOpenOption.WRITE).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean changesMachine() {
    return Stream.of(
            "/proc/sys/kernel/core_pattern",
            "/proc/sys/kernel/hostname",
            "/proc/sys/vm/panic_on_oom",
            "/proc/sys/user/max_user_namespaces",
            "/proc/sysrq-trigger")
        .map(Path::of)
        .anyMatch(SandboxProbe::opens);
  }

  private static boolean readsSystem() {
    return Stream.of("/etc/passwd", "/etc/hostname", "/var/log", "/root", "/sys/kernel", "/run")
        .map(Path::of)
        .anyMatch(path -> Files.exists(path) && !isEmptyFolder(path));
  }

  /** A folder on the way to the class path is there, with nothing else in it. */
  private static boolean isEmptyFolder(Path path) {
    Path home = Path.of(System.getProperty("java.home"));
    List<String> visible = List.of(System.getProperty("java.class.path"), home.toString());
    return Files.isDirectory(path)
        && (visible.stream().anyMatch(names -> names.contains(path + "/")) || !holdsAnything(path));
  }

  private static boolean holdsAnything(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean writes(Path folder) throws IOException {
    Path file = folder.resolve("written-by-the-probe");
    Files.write(file, new byte[] {1});
    Files.delete(file);
    return true;
  }

  private static boolean changesLibrary() {
    String[] classPath =
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1);
    Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
    return Stream.concat(Stream.of(classPath).map(Path::of), Stream.of(modules))
        .anyMatch(SandboxProbe::opens);
  }

  private static boolean fillsFolder() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "probe");
    int files = 0;
    try {
      for (; files <= 64; files++) {
        Files.write(folder.resolve("file" + files), new byte[MEGABYTE]);
      }
      return true;
    } finally {
      for (int i = 0; i <= files; i++) {
        Files.deleteIfExists(folder.resolve("file" + i));
      }
      Files.delete(folder);
    }
  }

  /** Memory that is not in any process, and so would not be counted. */
  private static boolean hidesMemory() {
    return SystemCall.SHMGET.call(0, MEGABYTE, 0600) >= 0
        || SystemCall.MMAP.call(0, MEGABYTE, READ_AND_WRITE, SHARED_ANONYMOUS, -1, 0) >= 0
        || escapes(SandboxProbe::readsZeros)
        || escapes(() -> writes(Path.of("/dev/shm")))
        || escapes(() -> writes(Path.of("/dev")));
  }

  private static boolean readsZeros() throws IOException {
    try (var zeros = Files.newInputStream(Path.of("/dev/zero"))) {
      return zeros.read() == 0;
    }
  }

  private static boolean reaches(int port) throws IOException {
    boolean connected =
        NetworkInterface.networkInterfaces().anyMatch(card -> !card.getName().equals("lo"));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return connected || socket.isConnected();
    } catch (IOException e) {
      return connected;
    }
  }

  private static boolean seesProcesses() {
    return ProcessHandle.allProcesses().count() > 3;
  }

  private static boolean seesVariables() throws IOException {
    String first = Files.readString(Path.of("/proc/1/environ"), StandardCharsets.ISO_8859_1);
    String own = Files.readString(Path.of("/proc/self/environ"), StandardCharsets.ISO_8859_1);
    return Stream.of((first + own).split("\0", -1))
        .map(variable -> variable.replaceAll("=(?s).*", ""))
        .anyMatch(name -> !name.isEmpty() && !VARIABLES.contains(name));
  }

  private static void startThreads() {
    for (int i = 0; i < 2000; i++) {
      Thread.ofPlatform().daemon().start(() -> escapes(SandboxProbe::waits));
    }
  }

  private static boolean waits() throws InterruptedException {
    new CountDownLatch(1).await();
    return true;
  }

  private static void startProcesses() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    for (int i = 0; i < 300; i++) {
      new ProcessBuilder(java, "-Xmx8m", "-cp", classPath, SandboxProbe.class.getName(), "wait")
          .start();
    }
  }

  /** Maps 3 GB outside of the heap, and touches them. */
  private static void takeMemory() {
    for (int i = 0; i < 48; i++) {
      SystemCall.MMAP.call(0, 64 * MEGABYTE, READ_AND_WRITE, PRIVATE_ANONYMOUS_POPULATED, -1, 0);
    }
  }
}
