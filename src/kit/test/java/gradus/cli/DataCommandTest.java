package gradus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandTest {
  @TempDir Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command = Main.commandLine();

  @BeforeEach
  void redirect() {
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  }

  @Test
  void anEmptyFolderListsWhatCouldBeFetched() {
    assertEquals(0, command.execute("data", "--data", data.toString()));
    assertSaid(out, "MNIST: not here; ./gradus data mnist fetches it");
    assertSaid(out, "CIFAR-10: not here; ./gradus data cifar10 fetches it");
    assertSaid(out, "Offline sets: will be drawn on first use");
  }

  @Test
  void aDamagedSetIsListedAsSuch() throws IOException {
    Path folder = Files.createDirectories(data.resolve("cifar-10-batches-bin"));
    Files.write(folder.resolve("data_batch_1.bin"), new byte[100]);
    assertEquals(0, command.execute("data", "status", "--data", data.toString()));
    assertSaid(out, "CIFAR-10: damaged.");
    assertSaid(out, "data_batch_1.bin has 100 bytes");
  }

  @Test
  void aSetThatCannotBeFetchedIsExplained() {
    int code =
        command.execute("data", "mnist", "--data", data.toString(), "--from", data.toString());
    assertEquals(1, code);
    assertSaid(err, "train-images-idx3-ubyte.gz could not be fetched");
    assertSaid(err, "no such file");
    assertSaid(err, "The lessons run without it");
    assertSaid(err, "./gradus data mnist --from FOLDER");
  }

  @Test
  void anUnknownSetIsExplained() {
    assertEquals(2, command.execute("data", "imagenet", "--data", data.toString()));
    assertSaid(err, "no data set \"imagenet\"; there are [mnist, fashion-mnist, cifar10]");
  }

  private static void assertSaid(StringWriter where, String what) {
    assertTrue(where.toString().contains(what), where.toString());
  }
}
