package gradus.gradebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of similar answers. */
class SimilarPairsTest {
  @TempDir Path folder;

  @Test
  void theMostSimilarComeFirstUnderTheirNames() throws Exception {
    List<String> students =
        SimilarPairs.write(
            new TreeMap<>(Map.of("=ada", "class A {}", "ben", "class B {}")), folder);
    assertEquals(List.of("=ada", "ben"), students);
    assertEquals("class B {}", Files.readString(folder.resolve("1/Answers.java")));
    SimilarPairs pairs = SimilarPairs.of(List.of("0 1 0.25", "1 0 0.75", "0 0 0.5"), students, 2);
    Path table = folder.resolve("similarity.csv");
    pairs.write(table);
    assertEquals(
        List.of("first,second,percent", "ben,'=ada,75", "'=ada,'=ada,50"),
        Files.readAllLines(table));
  }
}
