package gradus.assignment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Isolation by bubblewrap: a file system of its own, made of what is named, and no network. */
record Bubblewrap() implements Isolation {
  /** What Java needs of the system itself. */
  private static final List<String> SYSTEM =
      List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache");

  @Override
  public ProcessBuilder process(JavaCommand java, Path folder) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "bwrap",
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL"));
    SYSTEM.forEach(path -> words.addAll(List.of("--ro-bind-try", path, path)));
    words.addAll(
        List.of("--proc", "/proc", "--dev", "/dev", "--size", "67108864", "--tmpfs", "/tmp"));
    Stream.of(java.files(), List.of(folder.toAbsolutePath()))
        .flatMap(List::stream)
        .map(Path::toString)
        .forEach(path -> words.addAll(List.of("--ro-bind", path, path)));
    words.addAll(List.of("--remount-ro", "/", "--chdir", folder.toAbsolutePath().toString()));
    words.addAll(java.words());
    ProcessBuilder builder = new ProcessBuilder(words);
    Isolation.leaveOnly(
        builder, Map.of("HOME", "/tmp", "PATH", String.valueOf(System.getenv("PATH"))));
    return builder;
  }

  @Override
  public String toString() {
    return "isolated by bubblewrap";
  }
}
