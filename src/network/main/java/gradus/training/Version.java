package gradus.training;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The version of the kit and the commit it was built from, as every record states them.
 *
 * @param version the kit's version, such as {@code 0.2.0}, or {@code not packaged} where the
 *     classes do not come from a jar
 * @param commit the abbreviated commit, followed by {@code -modified} if files under version
 *     control had been changed; {@code unknown} if it was built outside of git or is not packaged
 */
public record Version(String version, String commit) {
  private static final Version CURRENT = read(Version.class);

  /** The version of the kit that is running. */
  public static Version current() {
    return CURRENT;
  }

  private static Version read(Class<?> type) {
    URL classFile = type.getResource(type.getSimpleName() + ".class");
    String address = String.valueOf(classFile);
    int end = address.indexOf("!/");
    if (end < 0) {
      return of(new Manifest());
    }
    URI manifest = URI.create(address.substring(0, end) + "!/META-INF/MANIFEST.MF");
    try (InputStream in = manifest.toURL().openStream()) {
      return of(new Manifest(in));
    } catch (IOException e) {
      return of(new Manifest());
    }
  }

  /** What a jar's manifest says; a build outside of git states no commit. */
  static Version of(Manifest manifest) {
    Attributes entries = manifest.getMainAttributes();
    return new Version(
        Optional.ofNullable(entries.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
            .orElse("not packaged"),
        Optional.ofNullable(entries.getValue("Git-Commit"))
            .filter(commit -> !commit.isBlank() && !commit.startsWith("${"))
            .orElse("unknown"));
  }

  /** For example {@code 0.2.0 (1a2b3c4d5e6f)}. */
  @Override
  public String toString() {
    return version + " (" + commit + ")";
  }
}
