package gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void theEnvironmentNamesTheDataButGeneratedSetsStayInTheKit() throws IOException {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path kit = temporary.resolve("kit");
    var folder = DataFolder.current(Map.of("GRADUS_DATA", data.toString()), Optional.of(kit));
    assertEquals(data.resolve("mnist"), folder.mnist());
    assertEquals(data.resolve("cifar-10-batches-bin"), folder.cifar10());
    assertEquals(kit.resolve("datasets/offline"), folder.generated());
  }

  @Test
  void withoutTheEnvironmentTheKitsOwnFolderIsUsed() throws IOException {
    var folder = DataFolder.current(Map.of(), Optional.of(temporary));
    assertEquals(temporary.resolve("datasets/mnist"), folder.mnist());
  }

  @Test
  void aDataFolderThatIsNotThereIsNamed() {
    var environment = Map.of("GRADUS_DATA", temporary.resolve("absent").toString());
    var error =
        assertThrows(
            IOException.class, () -> DataFolder.current(environment, Optional.of(temporary)));
    assertTrue(error.getMessage().contains("absent, which GRADUS_DATA names"));
  }

  @Test
  void withNeitherKitNorDataTheRemedyIsNamed() {
    var error =
        assertThrows(IOException.class, () -> DataFolder.current(Map.of(), Optional.empty()));
    assertTrue(error.getMessage().contains("set GRADUS_HOME"));
  }

  @Test
  void aDamagedSetIsAnErrorAndNotSilentlyReplaced() throws IOException {
    Path cifar = Files.createDirectories(temporary.resolve("cifar-10-batches-bin"));
    Files.write(cifar.resolve("data_batch_1.bin"), new byte[3073]);
    assertThrows(IOException.class, () -> DataFolder.at(temporary).objects());
  }

  @Test
  void aSetOfTheSystemIsFoundWhereTheUserHasNone() throws IOException {
    Path system = temporary.resolve("system");
    var folder = new DataFolder(temporary.resolve("mine"), temporary, system);
    assertEquals(folder.published(), folder.around("fashion-mnist"));
    Files.createFile(Files.createDirectories(system.resolve("fashion-mnist")).resolve("file"));
    assertEquals(system, folder.around("fashion-mnist"));
    Files.createFile(
        Files.createDirectories(folder.published().resolve("fashion-mnist")).resolve("file"));
    assertEquals(folder.published(), folder.around("fashion-mnist"));
  }

  @Test
  void greyPicturesAreDigitsWhereThereAreDigits() throws IOException {
    Path fashion = Files.createDirectories(temporary.resolve("fashion-mnist"));
    Files.createFile(fashion.resolve("train-images-idx3-ubyte"));
    var folder = DataFolder.at(temporary);
    var damaged = assertThrows(IOException.class, folder::greyPictures);
    assertTrue(damaged.getMessage().startsWith(fashion.toString()));
    assertEquals("Offline digits", folder.digits().name());
    Path digits = Files.createDirectories(temporary.resolve("mnist"));
    Files.createFile(digits.resolve("train-images-idx3-ubyte"));
    var first = assertThrows(IOException.class, folder::greyPictures);
    assertTrue(first.getMessage().startsWith(digits.toString()));
  }

  @Test
  void withoutAKitTheUsersCacheHoldsTheData() throws IOException {
    var environment = Map.of("HOME", temporary.toString());
    var folder = DataFolder.current(environment, Optional.empty());
    assertEquals(temporary.resolve(".cache/gradus/mnist"), folder.mnist());
    assertEquals(temporary.resolve(".cache/gradus/offline"), folder.generated());
  }

  @Test
  void aKitThatCannotBeWrittenLeavesGeneratedSetsToTheDataFolder() throws IOException {
    Path kit =
        Files.createFile(temporary.resolve("file")).resolve("kit"); // no folder, even for root
    var environment = Map.of("GRADUS_DATA", temporary.toString());
    var folder = DataFolder.current(environment, Optional.of(kit));
    assertEquals(temporary.resolve("offline"), folder.generated());
  }

  @Test
  void aRelativeFolderBeginsAtTheKitWhereANotebookRunsElsewhere() throws IOException {
    Path data = Files.createDirectories(temporary.resolve("kit/mine"));
    var environment = Map.of("GRADUS_DATA", "mine");
    var folder = DataFolder.current(environment, Optional.of(temporary.resolve("kit")));
    assertEquals(data.resolve("mnist"), folder.mnist());
  }
}
