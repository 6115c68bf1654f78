package gradus.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Limits that the operating system keeps, as the beginning of a command: those of each process by
 * prlimit, and those of all of them together by a control group, where systemd makes one.
 */
final class SystemLimits {
  /** Above what {@link Limits} allow, so that a cell usually ends with a named outcome. */
  private static final int ROOM = 128;

  /** More than kernels have on a machine that grades one submission on each processor. */
  private static final int TASKS_OF_NOBODY = 4096;

  private SystemLimits() {}

  /** The words before a command that is started for an identity. */
  static List<String> words(Identity identity, Limits limits) {
    List<String> words = new ArrayList<>();
    if (identity.equals(Identity.current())) {
      words.addAll(ControlGroup.words(limits));
    }
    words.add("prlimit");
    // One byte rather than none: with none, a crash would still start the system's crash reporter.
    words.addAll(List.of("--core=1", "--fsize=67108864", "--nofile=1024"));
    if (identity.isDropped()) {
      // An ordinary user's limit would count the teacher's own processes, too.
      int processors = Runtime.getRuntime().availableProcessors();
      words.add("--nproc=" + Math.max(TASKS_OF_NOBODY, processors * Limits.tasks()));
    }
    return words;
  }

  /** A scope of systemd, which is a control group that ends with its processes. */
  private static final class ControlGroup {
    private static final List<String> SCOPE = tried(scope());

    /** What systemd-run needs to find the user's systemd, and a submission does not. */
    private static final List<String> VARIABLES =
        List.of("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR");

    static List<String> words(Limits limits) {
      if (SCOPE.isEmpty()) {
        return List.of();
      }
      List<String> words = new ArrayList<>(List.of("env"));
      Map<String, String> set = new TreeMap<>(System.getenv());
      set.keySet().retainAll(VARIABLES);
      set.forEach((name, value) -> words.add(name + "=" + value));
      words.addAll(SCOPE);
      words.addAll(List.of("-p", "MemoryMax=" + (limits.allMegabytes() + ROOM) + "M"));
      words.addAll(List.of("-p", "MemorySwapMax=0", "-p", "TasksMax=" + (Limits.tasks() + ROOM)));
      words.add("env");
      VARIABLES.forEach(name -> words.addAll(List.of("-u", name)));
      return words;
    }

    private static List<String> scope() {
      List<String> words = new ArrayList<>(List.of("systemd-run", "--scope", "--quiet"));
      if (!Identity.current().isDropped()) {
        words.add("--user");
      }
      return words;
    }

    private static List<String> tried(List<String> scope) {
      List<String> words = new ArrayList<>(scope);
      words.addAll(List.of("-p", "MemoryMax=1G", "-p", "TasksMax=64", "true"));
      try {
        Process process =
            new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? scope : List.of();
      } catch (IOException e) {
        return List.of();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
  }
}
