package gradus.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user that a graded program runs as: nobody, in particular not root.
 *
 * <p>Root inside a user namespace that root itself made is also root outside wherever the kernel
 * checks only the user id, as in /proc/sys. So root drops its user id for good; any other user is
 * mapped to another id.
 *
 * @param isDropped whether root drops its user id; otherwise a user namespace maps one
 */
record Identity(boolean isDropped) {
  /** The user id that owns nothing. */
  static final String NOBODY = "65534";

  static final String SETPRIV = "/usr/bin/setpriv";

  /** No rights, no way to gain some, and an end with its parent. */
  private static final List<String> POWERLESS =
      List.of("--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--pdeathsig=KILL");

  /** The beginning of a command that runs as nobody, started by root. */
  static final List<String> DROP =
      Stream.concat(
              Stream.of(SETPRIV, "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
              POWERLESS.stream())
          .toList();

  /** The beginning of a command that runs as nobody, started inside a user namespace. */
  static final List<String> MAP =
      Stream.concat(
              Stream.of("unshare", "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY),
              Stream.concat(Stream.of("setpriv"), POWERLESS.stream()))
          .toList();

  /** The identity that fits the user of this program. */
  static Identity current() {
    try {
      return new Identity(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return new Identity(false);
    }
  }
}
