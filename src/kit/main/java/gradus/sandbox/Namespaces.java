package gradus.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Isolation by the namespaces of Linux alone, where bubblewrap is not installed: the same file
 * system of its own, made by a few lines of shell.
 *
 * @param identity of the programs inside
 */
record Namespaces(Identity identity) implements Isolation {
  /** Mounts an empty root, binds what is named into it, and enters it for good. */
  private static final String ENTER =
      """
      set -e
      umask 022
      mount -t tmpfs -o size=256m,mode=755 none "$root"
      cd "$root"
      mkdir proc tmp old
      mount -t tmpfs -o size=64m,nr_inodes=64k,nosuid,nodev none tmp
      mount -t proc none proc
      [ "$dropped" = true ] || echo 1 > proc/sys/user/max_user_namespaces
      mount --bind proc/sys proc/sys
      mount -o remount,bind,ro proc/sys
      bind() {
        if [ -d "$1" ]; then mkdir -p ".$1"; else mkdir -p ".${1%/*}"; : > ".$1"; fi
        mount --bind "$1" ".$1"
      }
      for system in /bin /sbin /lib /lib64; do
        if [ -L "$system" ]; then cp -P "$system" .; elif [ -d "$system" ]; then set -- "$system" "$@"; fi
      done
      while [ "$1" != -- ]; do
        bind "$1"
        mount -o remount,bind,ro,nosuid,nodev ".$1"
        shift
      done
      shift
      for device in null urandom random; do bind "/dev/$device"; done
      pivot_root . old
      umount -l /old
      rmdir /old
      mount -o remount,bind,ro /
      cd "$folder"
      unset root folder dropped OLDPWD
      exec "$@"
      """;

  @Override
  public ProcessBuilder process(JavaCommand java, Path folder, Path scratch) throws IOException {
    String unshare = Isolation.program("unshare");
    List<String> words = new ArrayList<>(SystemLimits.words(identity, java.limits()));
    if (!identity.isDropped()) {
      words.addAll(List.of(unshare, "--user", "--map-root-user"));
    }
    // A new identity forgets whose death ends it, so this comes after each change.
    words.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
    words.addAll(List.of(unshare, "--mount", "--pid", "--net", "--ipc", "--uts"));
    words.addAll(List.of("--kill-child", "--fork", "sh", "-c", ENTER, "sh"));
    Stream.of(List.of(Path.of("/usr")), java.files(), List.of(folder.toAbsolutePath()))
        .flatMap(List::stream)
        .map(Path::toString)
        .forEach(words::add);
    words.add("--");
    words.addAll(identity.isDropped() ? Identity.DROP : Identity.MAP);
    words.addAll(java.running(FilteredProgram.before(java.program())).words());
    ProcessBuilder builder = new ProcessBuilder(words);
    Isolation.leaveOnly(
        builder,
        Map.of(
            "HOME",
            "/tmp",
            "PATH",
            "/usr/bin:/bin:/usr/sbin:/sbin",
            "dropped",
            String.valueOf(identity.isDropped()),
            "root",
            scratch.toString(),
            "folder",
            folder.toAbsolutePath().toString()));
    return builder;
  }

  @Override
  public String toString() {
    return "isolated by namespaces";
  }
}
