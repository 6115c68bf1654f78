package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who a graded program is: nobody, in particular not root.
 *
 * <p>Root inside a user namespace that root itself made is root outside, too, wherever the kernel
 * asks only for the user number: in /proc/sys, for one. So root gives up its number for good, and
 * anyone else hides behind another one.
 *
 * @param isDropped whether root gives up its number; otherwise a user namespace maps one
 */
record Identity(boolean isDropped) {
  /** The user number that owns nothing. */
  static final String NOBODY = "65534";

  static final String SETPRIV = "/usr/bin/setpriv";

  /** The beginning of a command that runs as nobody, started by root. */
  static final List<String> DROP =
      Stream.concat(
              Stream.of(SETPRIV, "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
              Stream.of("--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"))
          .toList();

  /** The beginning of a command that runs as nobody, started inside a user namespace. */
  static final List<String> MAP =
      Stream.concat(
              Stream.of("unshare", "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY),
              Stream.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"))
          .toList();

  /** What the user of this program has to do. */
  static Identity current() {
    try {
      return new Identity(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return new Identity(false);
    }
  }
}
