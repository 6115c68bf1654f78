package gradus.datasets.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  @TempDir Path temporary;
  private Path archive;
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    archive = temporary.resolve("a.tar.gz");
    folder = Files.createDirectory(temporary.resolve("folder"));
  }

  @Test
  void filesComeOutWhereTheyBelong() throws IOException {
    try (var tar = BlankSets.tar(archive)) {
      BlankSets.put(tar, "set/deep/one", new byte[] {1, 2, 3});
      BlankSets.put(tar, "set/two", new byte[70_000]);
    }
    unpack(100_000);
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(folder.resolve("set/deep/one")));
    assertEquals(70_000, Files.size(folder.resolve("set/two")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../escaped", "set/../../escaped", "/tmp/escaped", "C:/escaped", "..\\escaped"})
  void anEntryThatLeadsOutIsRefused(String name) throws IOException {
    try (var tar = BlankSets.tar(archive)) {
      BlankSets.put(tar, name, new byte[1]);
    }
    assertRefused("leads out of its folder");
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(archive, folder), files.sorted().toList());
    }
  }

  @Test
  void linksAndDevicesAreRefused() throws IOException {
    for (byte kind :
        new byte[] {
          TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR
        }) {
      try (TarArchiveOutputStream tar = BlankSets.tar(archive)) {
        var link = new TarArchiveEntry("set/link", kind);
        link.setLinkName("/etc/passwd");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
      assertRefused("is not a plain file");
    }
  }

  @Test
  void aBombIsRefusedBeforeItFillsTheDisk() throws IOException {
    try (var tar = BlankSets.tar(archive)) {
      BlankSets.put(tar, "bomb", new byte[50_000_000]);
    }
    assertTrue(Files.size(archive) < 100_000);
    assertRefused("has more than the 100,000 bytes that it may");
    assertFalse(Files.exists(folder.resolve("bomb")));
  }

  @Test
  void manySmallEntriesAreABombToo() throws IOException {
    try (var tar = BlankSets.tar(archive)) {
      for (int i = 0; i <= 1_000; i++) {
        BlankSets.put(tar, "f" + i, new byte[0]);
      }
    }
    assertRefused("has more than 1,000 entries");
  }

  @Test
  void anEntryThatComesTwiceIsRefused() throws IOException {
    try (var tar = BlankSets.tar(archive)) {
      BlankSets.put(tar, "one", new byte[1]);
      BlankSets.put(tar, "./one", new byte[1]);
    }
    assertRefused("twice");
  }

  private void unpack(long largest) throws IOException {
    new Unpacking(new Disk(), largest).unpack(archive, folder);
  }

  private void assertRefused(String because) {
    var error = assertThrows(IOException.class, () -> unpack(100_000));
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }
}
