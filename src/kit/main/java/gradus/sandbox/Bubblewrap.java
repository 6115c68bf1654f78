package gradus.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Isolation by bubblewrap: a file system of its own, made of what is named, and no network.
 *
 * @param identity of the programs inside
 */
record Bubblewrap(Identity identity) implements Isolation {
  /** What Java needs of the system itself. */
  private static final List<String> SYSTEM =
      List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache");

  /** A user namespace would map root inside to root outside, so root drops its rights instead. */
  private static final List<String> DROPPING =
      Stream.of("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")
          .flatMap(capability -> Stream.of("--cap-add", capability))
          .toList();

  private static final List<String> MAPPED =
      Stream.concat(
              Stream.of("--unshare-user", "--disable-userns"),
              Stream.of("--uid", Identity.NOBODY, "--gid", Identity.NOBODY))
          .toList();

  /** Opens the filter, which bubblewrap reads from a number, and goes on with the command. */
  private static final List<String> WITH_FILTER = List.of("sh", "-c", "exec 9<\"$0\"; exec \"$@\"");

  @Override
  public ProcessBuilder process(JavaCommand java, Path folder, Path scratch) throws IOException {
    Path filter = scratch.resolve("filter");
    filter.toFile().deleteOnExit();
    Files.write(filter, SystemCallFilter.program(SystemCall.Processor.current()));
    List<String> words = new ArrayList<>(SystemLimits.words(identity, java.limits()));
    words.addAll(WITH_FILTER);
    words.addAll(List.of(filter.toString(), Isolation.program("bwrap"), "--seccomp", "9"));
    words.addAll(List.of("--die-with-parent", "--new-session", "--unshare-ipc"));
    words.addAll(List.of("--unshare-pid", "--unshare-net", "--unshare-uts", "--cap-drop", "ALL"));
    words.addAll(identity.isDropped() ? DROPPING : MAPPED);
    words.addAll(List.of("--dir", "/usr", "--dir", "/etc"));
    SYSTEM.forEach(path -> words.addAll(List.of("--ro-bind-try", path, path)));
    // What root may write in /proc/sys changes the whole machine.
    words.addAll(List.of("--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"));
    words.addAll(List.of("--dev", "/dev"));
    // A shared map of zeros is memory that is in no process, where nobody counts it.
    words.addAll(List.of("--dev-bind", "/dev/null", "/dev/zero", "--remount-ro", "/dev"));
    words.addAll(List.of("--perms", "1777", "--size", "67108864", "--tmpfs", "/tmp"));
    List<Path> bound = new ArrayList<>(java.files());
    bound.add(folder.toAbsolutePath());
    if (identity.isDropped()) {
      bound.add(Path.of(Identity.SETPRIV));
    }
    // Bubblewrap would make folders that only their owner may enter.
    bound.stream()
        .flatMap(Bubblewrap::parents)
        .distinct()
        .forEach(parent -> words.addAll(List.of("--dir", parent)));
    bound.forEach(path -> words.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    words.addAll(List.of("--remount-ro", "/", "--chdir", folder.toAbsolutePath().toString()));
    if (identity.isDropped()) {
      words.addAll(Identity.DROP);
    }
    words.addAll(java.words());
    ProcessBuilder builder = new ProcessBuilder(words);
    Isolation.leaveOnly(builder, Map.of("HOME", "/tmp", "PATH", "/usr/bin:/bin"));
    return builder;
  }

  private static Stream<String> parents(Path path) {
    return IntStream.range(1, path.getNameCount())
        .mapToObj(length -> "/" + path.subpath(0, length));
  }

  @Override
  public String toString() {
    return "isolated by bubblewrap";
  }
}
