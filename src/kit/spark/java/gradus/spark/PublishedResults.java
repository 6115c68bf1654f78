package gradus.spark;

import gradus.datasets.Folders;
import gradus.report.ExperimentRun;
import gradus.report.Results;
import gradus.report.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of records on any file system that Hadoop knows, laid out as {@link Results}.
 *
 * @param folder such as {@code file:/records} or {@code hdfs://host/records}
 */
record PublishedResults(String folder) {
  /** Read once in a JVM, not for each run. */
  private static final Configuration HADOOP = new Configuration();

  /** The files of a run, in the order in which they are published. */
  private static final List<String> FILES = List.of(".npz", ".json");

  /** A folder's name that means the same in every process, wherever it works. */
  static String absolute(String folder) throws IOException {
    Path path = new Path(folder);
    return path.getFileSystem(HADOOP).makeQualified(path).toString();
  }

  /** The record of a run, unless there is none or its recipe has changed since. */
  Optional<RunRecord> find(ExperimentRun run) throws IOException {
    Path record = path(run, ".json");
    FileSystem files = files();
    if (!files.exists(record)) {
      return Optional.empty();
    }
    java.nio.file.Path local = Files.createTempDirectory("gradus-record");
    try {
      var copies = new Results(local);
      java.nio.file.Path copy = copies.file(run.recipe(), run.number(), run.budget(), ".json");
      Files.createDirectories(copy.getParent());
      files.copyToLocalFile(false, record, new Path(copy.toUri()), true);
      return copies.find(run.recipe(), run.number(), run.budget());
    } finally {
      Folders.delete(local);
    }
  }

  /** Copies the snapshot of a run, then its record, each beside its place and moved there. */
  void publish(ExperimentRun run, Results from) throws IOException {
    for (String suffix : FILES) {
      java.nio.file.Path file = from.file(run.recipe(), run.number(), run.budget(), suffix);
      if (Files.exists(file)) {
        publish(new Path(file.toUri()), path(run, suffix));
      }
    }
  }

  private void publish(Path from, Path to) throws IOException {
    FileSystem files = files();
    files.mkdirs(to.getParent());
    Path part = part(to, UUID.randomUUID().toString());
    files.copyFromLocalFile(false, true, from, part);
    if (!files.rename(part, to)) {
      files.delete(to, false); // a record that is stale, or of an attempt that was thought dead
      if (!files.rename(part, to)) {
        throw new IOException("cannot move %s to %s".formatted(part, to));
      }
    }
  }

  /** Removes what executors that were killed have left of these runs beside their places. */
  void tidy(List<ExperimentRun> runs) throws IOException {
    Set<String> begun = new HashSet<>();
    for (ExperimentRun run : runs) {
      FILES.forEach(suffix -> begun.add(part(path(run, suffix), "").getName()));
    }
    FileSystem files = files();
    for (FileStatus left : files.globStatus(new Path(folder, "*/.*"))) {
      String name = left.getPath().getName();
      if (begun.contains(name.substring(0, name.lastIndexOf('.') + 1))) {
        files.delete(left.getPath(), false);
      }
    }
  }

  private static Path part(Path file, String end) {
    return new Path(file.getParent(), ".%s.%s".formatted(file.getName(), end));
  }

  private Path path(ExperimentRun run, String suffix) {
    java.nio.file.Path place =
        new Results(java.nio.file.Path.of(""))
            .file(run.recipe(), run.number(), run.budget(), suffix);
    return new Path(folder, place.toString());
  }

  private FileSystem files() throws IOException {
    FileSystem files = new Path(folder).getFileSystem(HADOOP);
    files.setWriteChecksum(false); // no .crc files beside records
    return files;
  }
}
