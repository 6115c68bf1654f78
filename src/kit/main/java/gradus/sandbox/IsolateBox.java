package gradus.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Isolation by the sandbox of the International Olympiad in Informatics, {@code isolate}, where a
 * teacher has installed it: a file system and a user of its own, no network.
 *
 * <p>It hides files by folder, so that a submission also sees what lies beside the library; and it
 * bounds no folder, so that none can be written in. Its {@code /dev} is the machine's, so there is
 * none, and Java gets a file to begin its random numbers with. Root has no need of it.
 */
record IsolateBox() implements Isolation {
  /** Boxes are numbered; each of these is tried until one is free. */
  private static final int BOXES = 1000;

  private static final int ATTEMPTS = 20;

  /** Java takes some tens of bytes for each secure generator, and never puts any back. */
  private static final int SEED_BYTES = 1 << 20;

  /**
   * Runs a program in a box, empties the box and passes on how the program ended. A watch ends it
   * with the grader: the signal of a parent's death does not reach a program with rights of its
   * own.
   */
  private static final String RUN =
      """
      exec 3<&0 # what runs in the background has no input of its own
      for box in $boxes; do
        "$isolate" --box-id="$box" --init > /dev/null 2>&1 && break
      done
      "$isolate" --box-id="$box" --silent --meta="$meta" --run "$@" <&3 3<&- &
      keeper=$!
      while [ -d "/proc/$grader" ] || ! kill "$keeper"; do sleep 1; done > /dev/null 2>&1 3<&- &
      watch=$!
      wait "$keeper"
      status=$?
      kill "$watch"
      code=$(sed -n 's/^exitcode://p' "$meta")
      "$isolate" --box-id="$box" --cleanup > /dev/null 2>&1
      exit "${code:-$status}"
      """;

  /** A box has another user, who may not be able to enter the folder. */
  private static final List<String> IN_FOLDER = List.of("/bin/sh", "-c", "cd \"$0\"; exec \"$@\"");

  /** A file system of what Java needs of the system, without a place to write in. */
  private static final List<String> SYSTEM =
      Stream.of("box=./box", "usr", "bin", "lib", "lib64:maybe", "proc=proc:fs")
          .map(rule -> "--dir=" + rule)
          .toList();

  @Override
  public ProcessBuilder process(JavaCommand java, Path folder, Path scratch) throws IOException {
    String isolate = Isolation.program("isolate");
    Path own = folder.toAbsolutePath();
    List<String> words = new ArrayList<>(SystemLimits.words(Identity.current(), java.limits()));
    words.addAll(List.of("sh", "-c", RUN, "sh"));
    words.addAll(List.of("--processes=" + 2 * Limits.tasks(), "--open-files=1024"));
    words.add("--no-default-dirs");
    words.addAll(SYSTEM);
    ProcessBuilder builder = new ProcessBuilder();
    Isolation.leaveOnly(builder, Map.of("HOME", "/tmp", "PATH", "/usr/bin:/bin"));
    builder.environment().keySet().forEach(name -> words.add("--env=" + name));
    Path seed = seed(scratch);
    Stream.concat(java.files().stream().map(IsolateBox::folder), Stream.of(own, seed.getParent()))
        .distinct()
        .forEach(path -> words.add("--dir=%s=%s".formatted(path, path)));
    words.add("--");
    words.addAll(IN_FOLDER);
    words.add(own.toString());
    words.addAll(
        java.running(FilteredProgram.before(java.program()))
            .with("-Djava.security.egd=file:" + seed));
    builder
        .environment()
        .putAll(
            Map.of(
                "isolate",
                isolate,
                "grader",
                String.valueOf(ProcessHandle.current().pid()),
                "boxes",
                boxes(),
                "meta",
                scratch.resolve("meta").toString()));
    return builder.command(words);
  }

  /** A file of random bytes, in a folder of its own that any user may read. */
  private static Path seed(Path scratch) throws IOException {
    Path folder = Files.createDirectory(scratch.toAbsolutePath().resolve("seed"));
    Path seed = Files.write(folder.resolve("bytes"), random());
    Files.setPosixFilePermissions(seed, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return seed;
  }

  private static byte[] random() {
    byte[] bytes = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static Path folder(Path file) {
    return Files.isDirectory(file) ? file : file.resolveSibling("").normalize();
  }

  private static String boxes() {
    return IntStream.range(0, ATTEMPTS)
        .map(attempt -> ThreadLocalRandom.current().nextInt(BOXES))
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return "isolated by isolate";
  }
}
