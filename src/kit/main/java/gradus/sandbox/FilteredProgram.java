package gradus.sandbox;

import gradus.sandbox.SystemCall.Processor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a program behind the filter of system calls, where nothing outside of the process puts it
 * there.
 */
public final class FilteredProgram {
  private static final int SET_MODE_FILTER = 1;
  private static final int FOR_ALL_THREADS = 1;
  private static final int NO_NEW_PRIVILEGES = 38;

  private FilteredProgram() {}

  /** The words of a program that runs another one behind the filter. */
  static List<String> before(List<String> program) {
    return Stream.concat(Stream.of(FilteredProgram.class.getName()), program.stream()).toList();
  }

  /**
   * Sets the filter, and then runs a program if there is one.
   *
   * @param words its class and its arguments
   */
  public static void main(String[] words) throws ReflectiveOperationException {
    byte[] program = SystemCallFilter.program(Processor.current());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment instructions = arena.allocateFrom(ValueLayout.JAVA_BYTE, program);
      MemorySegment header = arena.allocate(16, 8);
      header.set(ValueLayout.JAVA_SHORT, 0, (short) (program.length / 8));
      header.set(ValueLayout.ADDRESS, 8, instructions);
      if (SystemCall.PRCTL.call(NO_NEW_PRIVILEGES, 1) != 0
          || SystemCall.SECCOMP.call(SET_MODE_FILTER, FOR_ALL_THREADS, header.address()) != 0) {
        throw new IllegalStateException("this kernel offers no filter of system calls (seccomp)");
      }
    }
    if (words.length > 0) {
      String[] rest = Arrays.copyOfRange(words, 1, words.length);
      Class.forName(words[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
  }
}
