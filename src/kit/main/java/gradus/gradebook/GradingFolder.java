package gradus.gradebook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the results of an assignment's class are.
 *
 * @param root holds all files
 */
public record GradingFolder(Path root) {
  /**
   * Keeps other gradings out until it is closed. A grading that is killed lets go, too.
   *
   * @throws IOException if another grading is at work here
   */
  public Closeable alone() throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held by a thread of this process
    }
    channel.close();
    throw new IOException(
        "another grading writes into %s; wait for it, or give --output another folder"
            .formatted(root));
  }

  Results results() {
    return new Results(root.resolve("results"));
  }

  /** Holds the page of each student. */
  public Path feedback() {
    return root.resolve("feedback");
  }

  /** Everybody's points. */
  public Path table() {
    return root.resolve("class.csv");
  }

  /** How the class did, without a name. */
  public Path classPage() {
    return root.resolve("class.html");
  }

  /** The points that a person gives. */
  public Path manual() {
    return root.resolve("manual.csv");
  }

  /** The answers that a person has yet to grade. */
  public Path toMark() {
    return root.resolve("to-mark.html");
  }

  Path rubric() {
    return root.resolve("rubric.yaml");
  }

  Path lastGrading() {
    return root.resolve("grading.json");
  }
}
