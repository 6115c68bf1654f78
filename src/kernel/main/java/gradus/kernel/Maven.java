package gradus.kernel;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import gradus.kernel.session.CellError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.impl.RemoteRepositoryManager;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Finds libraries, with all their dependencies, for {@code %maven}.
 *
 * <p>It is Maven's own resolver, so the user's local repository, settings, mirrors and proxies
 * apply; no Maven needs to be installed.
 */
final class Maven {
  private Maven() {}

  /** The jars of libraries given as {@code group:artifact:version}, and of their dependencies. */
  static List<String> resolve(List<String> coordinates) throws CellError {
    List<Dependency> dependencies = coordinates.stream().map(Maven::dependency).toList();
    try (Context maven = context()) {
      return jars(maven, new CollectRequest(dependencies, List.of(), maven.remoteRepositories()));
    } catch (RepositoryException e) {
      throw explained(e);
    }
  }

  private static Dependency dependency(String coordinates) {
    try {
      return new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%maven received "
              + coordinates
              + "; expected group:artifact:version, such as org.ejml:ejml-simple:0.44.0",
          e);
    }
  }

  /** The jars of the dependencies in a POM, or in the part of one that lists them. */
  static List<String> resolvePom(String xml) throws CellError {
    try (Context maven = context()) {
      Path pom = Files.createTempFile("notebook", ".xml");
      try {
        Files.writeString(pom, wholePom(xml));
        return jars(maven, dependencies(maven, pom));
      } finally {
        Files.delete(pom);
      }
    } catch (RepositoryException e) {
      throw explained(e);
    } catch (IOException e) {
      throw new CellError("MavenError", "cannot write a temporary POM: " + e, List.of());
    }
  }

  /** The POM around a list of dependencies, with or without their enclosing element. */
  private static String wholePom(String xml) {
    if (xml.contains("<project")) {
      return xml;
    }
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>notebook</groupId><artifactId>notebook</artifactId><version>1</version>
          %s
        </project>
        """
        .formatted(
            xml.contains("<dependencies") ? xml : "<dependencies>" + xml + "</dependencies>");
  }

  private static CollectRequest dependencies(Context maven, Path pom) throws RepositoryException {
    var reader = new MavenModelReader(maven);
    var model = reader.readModel(ModelRequest.builder().setPomFile(pom).build());
    var described = model.toArtifactDescriptorResult(model.getEffectiveModel());
    var repositories =
        maven
            .lookup()
            .lookup(RemoteRepositoryManager.class)
            .orElseThrow()
            .aggregateRepositories(
                maven.repositorySystemSession(),
                maven.remoteRepositories(),
                described.getRepositories(),
                true);
    return new CollectRequest(
        described.getDependencies(), described.getManagedDependencies(), repositories);
  }

  private static Context context() {
    return Runtimes.INSTANCE
        .getRuntime()
        .create(ContextOverrides.create().withUserSettings(true).build());
  }

  private static List<String> jars(Context maven, CollectRequest wanted)
      throws DependencyResolutionException {
    var request =
        new DependencyRequest(wanted, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
    return maven
        .repositorySystem()
        .resolveDependencies(maven.repositorySystemSession(), request)
        .getArtifactResults()
        .stream()
        .map(found -> found.getArtifact().getFile().toString())
        .toList();
  }

  private static CellError explained(RepositoryException error) {
    String missing =
        error instanceof DependencyResolutionException unresolved && unresolved.getResult() != null
            ? unresolved.getResult().getArtifactResults().stream()
                .filter(ArtifactResult::isMissing)
                .map(result -> coordinates(result.getRequest().getArtifact()))
                .collect(Collectors.joining(", "))
            : "";
    return missing.isEmpty()
        ? new CellError("MavenError", "Maven failed: " + error.getMessage(), List.of())
        : new CellError(
            "MavenError",
            "could not find " + missing + "; check the spelling and the version",
            List.of(String.valueOf(error.getMessage())));
  }

  private static String coordinates(Artifact artifact) {
    return Stream.of(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion())
        .collect(Collectors.joining(":"));
  }
}
