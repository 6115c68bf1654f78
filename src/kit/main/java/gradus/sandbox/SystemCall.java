package gradus.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.stream.Stream;

/** System calls of Linux that decide what a program can reach, with their numbers. */
enum SystemCall {
  ACCT(163, 89),
  ADD_KEY(248, 217),
  ADJTIMEX(159, 171),
  BPF(321, 280),
  CHROOT(161, 51),
  CLOCK_ADJTIME(305, 266),
  CLOCK_SETTIME(227, 112),
  CLONE(56, 220),
  CLONE3(435, 435),
  DELETE_MODULE(176, 106),
  EXIT_GROUP(231, 94),
  FANOTIFY_INIT(300, 262),
  FINIT_MODULE(313, 273),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSOPEN(430, 430),
  FSPICK(433, 433),
  INIT_MODULE(175, 105),
  IOPERM(173, -1),
  IOPL(172, -1),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  IO_URING_SETUP(425, 425),
  KCMP(312, 272),
  KEXEC_FILE_LOAD(320, 294),
  KEXEC_LOAD(246, 104),
  KEYCTL(250, 219),
  LOOKUP_DCOOKIE(212, 18),
  MEMFD_CREATE(319, 279),
  MEMFD_SECRET(447, 447),
  MMAP(9, 222),
  MODIFY_LDT(154, -1),
  MOUNT(165, 40),
  MOUNT_SETATTR(442, 442),
  MOVE_MOUNT(429, 429),
  MSGGET(68, 186),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),
  OPEN_TREE(428, 428),
  PERF_EVENT_OPEN(298, 241),
  PERSONALITY(135, 92),
  PIDFD_GETFD(438, 438),
  PIVOT_ROOT(155, 41),
  PRCTL(157, 167),
  PROCESS_MADVISE(440, 440),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PTRACE(101, 117),
  QUOTACTL(179, 60),
  QUOTACTL_FD(443, 443),
  REBOOT(169, 142),
  REQUEST_KEY(249, 218),
  SECCOMP(317, 277),
  SEMGET(64, 190),
  SETDOMAINNAME(171, 162),
  SETHOSTNAME(170, 161),
  SETNS(308, 268),
  SETTIMEOFDAY(164, 170),
  SHMGET(29, 194),
  SOCKET(41, 198),
  SWAPOFF(168, 225),
  SWAPON(167, 224),
  SYSLOG(103, 116),
  UMOUNT2(166, 39),
  UNSHARE(272, 97),
  USERFAULTFD(323, 282),
  VHANGUP(153, 58);

  private static final int MOST_ARGUMENTS = 6;

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /** Its number on a processor, negative where it does not exist. */
  int number(Processor processor) {
    return processor == Processor.X86_64 ? x86 : arm;
  }

  /**
   * Calls it on this machine.
   *
   * @param arguments numbers and addresses, at most six
   * @return what the C library returns, -1 after an error
   */
  @SuppressWarnings("restricted") // that is its purpose
  long call(long... arguments) {
    Linker linker = Linker.nativeLinker();
    MemoryLayout[] longs =
        Stream.generate(() -> JAVA_LONG).limit(1 + MOST_ARGUMENTS).toArray(MemoryLayout[]::new);
    MethodHandle syscall =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, longs),
            Linker.Option.firstVariadicArg(1));
    long[] a = Arrays.copyOf(arguments, MOST_ARGUMENTS);
    try {
      return (long)
          syscall.invokeExact(
              (long) number(Processor.current()), a[0], a[1], a[2], a[3], a[4], a[5]);
    } catch (Throwable e) {
      throw new IllegalStateException(this + " cannot be called: " + e.getMessage(), e);
    }
  }

  /** A processor whose system calls are known. */
  enum Processor {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    private final int audit;

    Processor(int audit) {
      this.audit = audit;
    }

    /** Its name in a filter. */
    int audit() {
      return audit;
    }

    static Processor current() {
      String name = System.getProperty("os.arch");
      return switch (name) {
        case "amd64", "x86_64" -> X86_64;
        case "aarch64" -> AARCH64;
        default ->
            throw new IllegalStateException(
                "system calls can be filtered on x86-64 and aarch64, and this is " + name);
      };
    }
  }
}
