package gradus.assignment;

import com.google.gson.JsonObject;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.NotebookRunner;
import gradus.sandbox.JavaCommand;
import gradus.sandbox.Limits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a kernel loads while it starts, archived once and mapped by each kernel after
 * that, which saves a fifth of what a notebook costs.
 *
 * <p>It is made by a kernel that runs what students received, so it holds nothing that they should
 * not see. A kernel does without where it cannot be made: the class path has a folder, the disk is
 * full.
 */
public final class KernelArchive {
  private static final long MINUTES = 2;

  private KernelArchive() {}

  /**
   * Makes it, for the kernels that this process starts from now on, and until it ends.
   *
   * @return the archive, if it could be made
   */
  public static Optional<Path> make(Assignment assignment)
      throws IOException, InterruptedException {
    Optional<Notebook> first = assignment.notebooks().values().stream().findFirst();
    if (first.isEmpty() || classPathHasFolder()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("gradus-archive");
    Path archive = folder.resolve("kernel.aot");
    Path requests = Files.writeString(folder.resolve("requests"), requests(first.get()));
    Stream.of(folder, archive, requests).map(Path::toFile).forEach(File::deleteOnExit);
    Process recording =
        new ProcessBuilder(JavaCommand.kernel(Limits.OWN).with("-XX:AOTCacheOutput=" + archive))
            .redirectInput(requests.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = recording.waitFor(MINUTES, TimeUnit.MINUTES);
    recording.destroyForcibly();
    // A submission may run as somebody else.
    if (ended
        && archive.toFile().setReadable(true, false)
        && folder.toFile().setExecutable(true, false)) {
      JavaCommand.startFrom(archive);
      return Optional.of(archive);
    }
    return Optional.empty();
  }

  private static boolean classPathHasFolder() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .anyMatch(entry -> new File(entry).isDirectory());
  }

  /** What a kernel reads: a word, then the cells. */
  private static String requests(Notebook source) {
    List<Cell> cells = Release.of(source).cells();
    return "archive\n"
        + cells.stream()
            .filter(Solved::isNeeded)
            .map(KernelArchive::request)
            .collect(Collectors.joining("\n"));
  }

  private static String request(Cell cell) {
    JsonObject request = new JsonObject();
    request.addProperty("cell", 1);
    request.addProperty("source", NotebookRunner.withoutMagic(cell.source()));
    return request.toString();
  }
}
