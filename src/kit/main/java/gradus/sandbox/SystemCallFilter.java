package gradus.sandbox;

import gradus.sandbox.SystemCall.Processor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A seccomp filter that refuses the system calls that no Java program needs, for a process and all
 * that it starts.
 *
 * <p>It is a program for the kernel's classic BPF machine: instructions of eight bytes that load a
 * word of {@code struct seccomp_data}, compare, jump forward, and return what to do.
 *
 * @see <a href="https://docs.kernel.org/userspace-api/seccomp_filter.html">Seccomp BPF</a>
 */
final class SystemCallFilter {
  /** Needed, if perhaps not with all arguments. */
  private static final Set<SystemCall> ALLOWED =
      EnumSet.of(
          SystemCall.CLONE,
          SystemCall.CLONE3,
          SystemCall.EXIT_GROUP,
          SystemCall.MMAP,
          SystemCall.PRCTL,
          SystemCall.SECCOMP,
          SystemCall.SOCKET);

  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int FOURTH_ARGUMENT = 40;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL_PROCESS = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050000 | 1;
  private static final int NO_SUCH_CALL = 0x00050000 | 38;

  /** The numbers of x86-64's second set of system calls begin here. */
  private static final int X32 = 0x40000000;

  /** The flags of clone that make a namespace, for users, mounts, processes and the rest. */
  private static final int NAMESPACES = 0x7E020000;

  /** MAP_SHARED and MAP_ANONYMOUS: memory that may be in no process, where nobody counts it. */
  private static final int SHARED = 0x01;

  private static final int ANONYMOUS = 0x20;

  /**
   * Unix, IPv4, IPv6 and netlink. The network's namespace does not hold back all others: AF_VSOCK
   * leads from a virtual machine to its host.
   */
  private static final List<Integer> SOCKETS = List.of(1, 2, 10, 16);

  private final ByteBuffer program = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);

  private SystemCallFilter(Processor processor) {
    load(ARCHITECTURE);
    unless(JUMP_IF_EQUAL, processor.audit(), KILL_PROCESS);
    load(NUMBER);
    when(JUMP_IF_AT_LEAST, X32, NO_SUCH_CALL);
    // Its arguments are in memory, where a filter cannot look; the C library then takes clone.
    when(JUMP_IF_EQUAL, SystemCall.CLONE3.number(processor), NO_SUCH_CALL);
    for (SystemCall refused : EnumSet.complementOf(EnumSet.copyOf(ALLOWED))) {
      if (refused.number(processor) >= 0) {
        when(JUMP_IF_EQUAL, refused.number(processor), NOT_PERMITTED);
      }
    }
    int clone = 4;
    instruction(JUMP_IF_EQUAL, 0, clone, SystemCall.CLONE.number(processor));
    load(FIRST_ARGUMENT);
    when(JUMP_IF_ANY_BIT, NAMESPACES, NOT_PERMITTED);
    instruction(RETURN, 0, 0, ALLOW);
    int mmap = 5;
    instruction(JUMP_IF_EQUAL, 0, mmap, SystemCall.MMAP.number(processor));
    load(FOURTH_ARGUMENT);
    instruction(JUMP_IF_ANY_BIT, 0, 2, ANONYMOUS);
    when(JUMP_IF_ANY_BIT, SHARED, NOT_PERMITTED);
    instruction(RETURN, 0, 0, ALLOW);
    int socket = 2 + 2 * SOCKETS.size();
    instruction(JUMP_IF_EQUAL, 0, socket, SystemCall.SOCKET.number(processor));
    load(FIRST_ARGUMENT);
    SOCKETS.forEach(family -> when(JUMP_IF_EQUAL, family, ALLOW));
    instruction(RETURN, 0, 0, NOT_PERMITTED);
    instruction(RETURN, 0, 0, ALLOW);
  }

  /** The filter's program for a processor. */
  static byte[] program(Processor processor) {
    ByteBuffer program = new SystemCallFilter(processor).program.flip();
    byte[] bytes = new byte[program.remaining()];
    program.get(bytes);
    return bytes;
  }

  private void load(int offset) {
    instruction(LOAD, 0, 0, offset);
  }

  private void when(int jump, int value, int result) {
    instruction(jump, 0, 1, value);
    instruction(RETURN, 0, 0, result);
  }

  private void unless(int jump, int value, int result) {
    instruction(jump, 1, 0, value);
    instruction(RETURN, 0, 0, result);
  }

  private void instruction(int code, int then, int otherwise, int value) {
    program.putShort((short) code).put((byte) then).put((byte) otherwise).putInt(value);
  }
}
