package gradus.kernel;

import gradus.kernel.session.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Set;

/** What happens when the kernel itself, and not a cell, finds the memory full. */
final class Memory {
  /** Held back from the start: nothing can be made once the memory is full. */
  private static final String ENDED =
      "The Java kernel ends because its memory is full and no cell could be stopped for it.";

  private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err));
  private final Session session;
  private Set<Thread> threads = Set.of();

  Memory(Session session) {
    this.session = session;
  }

  /** From now on the threads that run are known as the kernel's, and a cell is stopped in time. */
  void watch() {
    threads = Set.copyOf(Thread.getAllStackTraces().keySet());
    session.watchHeap(this::end);
  }

  boolean isOfKernel(Thread thread) {
    return threads.contains(thread);
  }

  /** Goes on with what was held back; without it ends the process. */
  void exhausted() {
    if (!session.releaseMemory()) {
      end();
    }
  }

  /** Ends the process, so that Jupyter says so. */
  void end() {
    try {
      console.println(ENDED);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
