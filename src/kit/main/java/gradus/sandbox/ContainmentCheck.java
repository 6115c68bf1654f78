package gradus.sandbox;

import gradus.datasets.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an isolation promises, tried on this machine by attacking it from inside. */
public final class ContainmentCheck {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), 256);

  private final Isolation isolation;
  private final Map<String, Boolean> held = new LinkedHashMap<>();

  private ContainmentCheck(Isolation isolation) {
    this.isolation = isolation;
  }

  /** Whether each promise held, by its words. */
  public static Map<String, Boolean> of(Isolation isolation)
      throws IOException, InterruptedException {
    var check = new ContainmentCheck(isolation);
    Path own = Files.createTempDirectory("gradus-check");
    Path other = Files.createTempFile("gradus-check", ".txt");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(other, "42");
      check.reach(own, "\"%s\", \"%d\"".formatted(other, server.getLocalPort()));
      check.memory(own);
    } finally {
      Folders.delete(own);
      Files.delete(other);
    }
    return check.held;
  }

  private void reach(Path own, String words) throws IOException, InterruptedException {
    try (var kernel = new KernelProcess(isolation, LIMITS, own)) {
      List<String> lines = probe(kernel, words).standardOutput().lines().toList();
      SandboxProbe.promises()
          .forEach(promise -> held.put(promise, lines.contains(SandboxProbe.HELD + promise)));
      Outcome endless = kernel.run(2, "while (true) {}");
      held.put("a cell that never ends is ended", endless.isLate());
      String most = "at most %d threads and processes".formatted(Limits.tasks());
      held.put(most, endedBy(Outcome.PROCESS_LIMIT, probe(kernel, "\"threads\"")));
    }
  }

  private void memory(Path own) throws IOException, InterruptedException {
    try (var kernel = new KernelProcess(isolation, LIMITS, own)) {
      held.put(
          "memory is limited, inside and outside of the heap",
          endedBy(Outcome.MEMORY_LIMIT, probe(kernel, "\"memory\"")));
    }
  }

  private static boolean endedBy(String limit, Outcome outcome) {
    return outcome.kernelDied() && outcome.error().filter(limit::equals).isPresent();
  }

  private static Outcome probe(KernelProcess kernel, String words) throws InterruptedException {
    return kernel.run(
        1, "%s.main(new String[] {%s})".formatted(SandboxProbe.class.getName(), words));
  }
}
