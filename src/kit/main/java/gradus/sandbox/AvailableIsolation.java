package gradus.sandbox;

import gradus.datasets.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The isolations that work on this machine, found by trying them. */
public final class AvailableIsolation {
  private AvailableIsolation() {}

  /** The best that works, if any does. */
  public static Optional<Isolation> best() throws IOException, InterruptedException {
    Identity identity = Identity.current();
    List<Isolation> isolations =
        new ArrayList<>(List.of(new Bubblewrap(identity), new Namespaces(identity)));
    if (!identity.isDropped()) {
      isolations.addFirst(new IsolateBox());
    }
    for (Isolation isolation : isolations) {
      if (works(isolation)) {
        return Optional.of(isolation);
      }
    }
    return Optional.empty();
  }

  /** Whether a Java program starts in it. */
  static boolean works(Isolation isolation) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("gradus");
    try {
      Path scratch = Files.createDirectory(folder.resolve("scratch"));
      JavaCommand nothing =
          JavaCommand.kernel(Limits.DEFAULT).running(List.of(FilteredProgram.class.getName()));
      Process process =
          isolation
              .process(nothing, folder, scratch)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | IllegalStateException e) {
      return false;
    } finally {
      Folders.delete(folder);
    }
  }
}
