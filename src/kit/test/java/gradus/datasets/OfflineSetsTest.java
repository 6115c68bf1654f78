package gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.DataSet;
import gradus.data.Images;
import gradus.datasets.drawing.Dice;
import gradus.datasets.drawing.Digit;
import gradus.datasets.drawing.Scene;
import gradus.datasets.drawing.Thing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineSetsTest {
  @TempDir Path temporary;

  @Test
  void drawingsAreTheSameOnEveryMachine() {
    var digits = new CRC32();
    var scenes = new CRC32();
    for (int i = 0; i < 50; i++) {
      digits.update(Digit.draw(i % 10, new Dice(1, i)));
      scenes.update(Scene.draw(Thing.values()[i % 10], new Dice(1, i)));
    }
    assertEquals("b84bdb39", "%08x".formatted(digits.getValue()));
    assertEquals("80076f80", "%08x".formatted(scenes.getValue()));
  }

  @Test
  void digitsAreDrawnOnFirstUseAndReadAfterwards() throws IOException {
    var folder = DataFolder.at(temporary);
    DataSet drawn = folder.digits();
    assertTrue(drawn.toString().startsWith("Offline digits (drawn by the kit;"), drawn.toString());
    assertEquals(12_000, drawn.training().count());
    assertEquals(2_000, drawn.test().count());
    assertEveryClassIsCommon(drawn.training());
    var written = Files.getLastModifiedTime(onlyFolder());
    assertArrayEquals(drawn.test().bytes(77), folder.digits().test().bytes(77));
    assertEquals(written, Files.getLastModifiedTime(onlyFolder()));
  }

  @Test
  void objectsComeInTenCommonClasses() throws IOException {
    DataSet drawn = DataFolder.at(temporary).objects();
    assertEquals(10_000, drawn.training().count());
    assertEquals(2_000, drawn.test().count());
    assertEquals("house", drawn.classNames().getFirst());
    assertEveryClassIsCommon(drawn.training());
    assertEveryClassIsCommon(drawn.test());
    onlyFolder();
  }

  @Test
  void aFolderThatCouldNotBeFilledLeavesNothing() throws IOException {
    Path folder = temporary.resolve("set");
    assertThrows(
        IOException.class,
        () ->
            Folders.makeOnce(
                folder,
                half -> {
                  Files.createFile(half.resolve("first"));
                  throw new IOException("no space left on device");
                }));
    try (Stream<Path> left = Files.list(temporary)) {
      assertFalse(left.findAny().isPresent());
    }
  }

  private Path onlyFolder() throws IOException {
    try (Stream<Path> folders = Files.list(temporary.resolve("offline"))) {
      var all = folders.toList();
      assertEquals(1, all.size(), all.toString());
      return all.getFirst();
    }
  }

  private static void assertEveryClassIsCommon(Images images) {
    for (int label = 0; label < 10; label++) {
      int count = images.indicesOf(label).length;
      assertEquals(0.1, count / (double) images.count(), 0.02);
    }
  }
}
