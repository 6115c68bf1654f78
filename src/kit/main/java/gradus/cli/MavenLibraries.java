package gradus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Libraries for one command: fetched when they are first asked for, into a folder of their own, so
 * that no notebook ever sees them.
 *
 * @param kit that they are fetched for
 * @param out is told what is fetched
 */
record MavenLibraries(Kit kit, PrintWriter out) {
  /**
   * The folder of a library's jars.
   *
   * @param name for people
   * @param folder below {@link Kit#peerLibraries()}
   * @param pom that lists what it needs
   * @param options of Maven
   */
  Path fetch(String name, String folder, Path pom, List<String> options)
      throws IOException, InterruptedException, MissingException {
    Path jars = kit.peerLibraries().resolve(folder);
    if (!Files.exists(jars)) {
      announce(name, jars);
      Path fresh = jars.resolveSibling(folder + ".part");
      List<String> command = new ArrayList<>(List.of(kit.maven(), "-q", "-B"));
      command.addAll(List.of("-f", pom.toString()));
      command.addAll(options);
      command.addAll(List.of("dependency:copy-dependencies", "-DoutputDirectory=" + fresh));
      Jupyter.run(
          command, name + " could not be fetched by Maven; check the network and start again.");
      Files.move(fresh, jars);
    }
    return jars;
  }

  void announce(String name, Path folder) {
    out.printf("Fetching %s into %s; this happens once.%n", name, folder);
    out.flush();
  }
}
