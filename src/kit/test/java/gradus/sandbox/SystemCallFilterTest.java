package gradus.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.sandbox.SystemCall.Processor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter's decisions, by a machine for its instructions, for processors that are not here. */
class SystemCallFilterTest {
  private static final int ALLOWED = 0x7fff0000;
  private static final int NOT_PERMITTED = 0x00050001;
  private static final int NO_SUCH_CALL = 0x00050026;
  private static final int KILLED = 0x80000000;

  private static final int READ_X86 = 0;
  private static final int READ_ARM = 63;

  /**
   * CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND, CLONE_THREAD and more, as in pthread_create.
   */
  private static final int THREAD = 0x003d0f00;

  /** CLONE_VM, CLONE_VFORK and SIGCHLD, as in posix_spawn. */
  private static final int PROCESS = 0x00004111;

  @ParameterizedTest
  @EnumSource
  void whatJavaNeedsPassesAndNamespacesDoNot(Processor processor) {
    int read = processor == Processor.X86_64 ? READ_X86 : READ_ARM;
    assertEquals(ALLOWED, decision(processor, read, 0));
    for (int flags : List.of(THREAD, PROCESS)) {
      assertEquals(ALLOWED, decision(processor, number(SystemCall.CLONE, processor), flags));
    }
    for (int namespace : List.of(0x10000000, 0x20000000, 0x40000000, 0x00020000)) {
      assertEquals(
          NOT_PERMITTED,
          decision(processor, number(SystemCall.CLONE, processor), PROCESS | namespace));
    }
    assertEquals(NO_SUCH_CALL, decision(processor, number(SystemCall.CLONE3, processor), 0));
    for (SystemCall refused :
        List.of(
            SystemCall.ACCT,
            SystemCall.MOUNT,
            SystemCall.UNSHARE,
            SystemCall.PTRACE,
            SystemCall.BPF,
            SystemCall.IO_URING_SETUP,
            SystemCall.MEMFD_CREATE,
            SystemCall.VHANGUP)) {
      assertEquals(NOT_PERMITTED, decision(processor, number(refused, processor), 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryThatNobodyCountsIsRefused(Processor processor) {
    int mmap = number(SystemCall.MMAP, processor);
    int shared = 0x01;
    int private_ = 0x02;
    int anonymous = 0x20;
    assertEquals(ALLOWED, decision(processor, mmap, shared));
    assertEquals(ALLOWED, decision(processor, mmap, private_ | anonymous));
    assertEquals(NOT_PERMITTED, decision(processor, mmap, shared | anonymous));
  }

  @ParameterizedTest
  @EnumSource
  void socketsAreOfTheFamiliesThatANamespaceHoldsBack(Processor processor) {
    int socket = number(SystemCall.SOCKET, processor);
    for (int family : List.of(1, 2, 10, 16)) {
      assertEquals(ALLOWED, decision(processor, socket, family));
    }
    for (int family : List.of(17, 38, 40)) {
      assertEquals(NOT_PERMITTED, decision(processor, socket, family));
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsOfAnotherArchitectureAreNoWayAround(Processor processor) {
    byte[] program = SystemCallFilter.program(processor);
    int i386 = 0x40000003;
    assertEquals(KILLED, decision(program, i386, 21, 0));
    int x32 = 0x40000000;
    assertEquals(NO_SUCH_CALL, decision(processor, x32 | number(SystemCall.MOUNT, processor), 0));
  }

  private static int number(SystemCall call, Processor processor) {
    return call.number(processor);
  }

  private static int decision(Processor processor, int number, int argument) {
    return decision(SystemCallFilter.program(processor), processor.audit(), number, argument);
  }

  /** What a program returns for a call; instructions are {@code code, then, otherwise, value}. */
  private static int decision(byte[] program, int architecture, int number, int argument) {
    ByteBuffer instructions = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, number).putInt(4, architecture).putInt(16, argument).putInt(40, argument);
    int word = 0;
    for (int at = 0; ; at += 8) {
      int value = instructions.getInt(at + 4);
      boolean holds;
      switch (instructions.getShort(at)) {
        case 0x20 -> {
          word = data.getInt(value);
          continue;
        }
        case 0x15 -> holds = word == value;
        case 0x35 -> holds = Integer.compareUnsigned(word, value) >= 0;
        case 0x45 -> holds = (word & value) != 0;
        case 0x06 -> {
          return value;
        }
        default -> throw new IllegalArgumentException("no such instruction at " + at);
      }
      at += 8 * instructions.get(holds ? at + 2 : at + 3);
    }
  }
}
