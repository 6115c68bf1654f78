package gradus.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notebook's surroundings tell it: where the kit is and how long it may take. */
class CourseTest {
  @TempDir Path temporary;

  @Test
  void theKitIsFoundFromAFolderWithinIt() throws IOException {
    Path lessons = Files.createDirectories(temporary.resolve("notebooks/lessons"));
    assertEquals(Optional.empty(), KitHome.find(Map.of(), temporary));
    Files.createDirectories(temporary.resolve("datasets"));
    Files.createFile(temporary.resolve("datasets/README.md"));
    assertEquals(Optional.of(temporary), KitHome.find(Map.of(), lessons));
  }

  @Test
  void theEnvironmentNamesTheKitBeforeThePlaceDoes() {
    var environment = Map.of("GRADUS_HOME", temporary.toString());
    assertEquals(Optional.of(temporary), KitHome.find(environment, Path.of("").toAbsolutePath()));
  }

  @Test
  void theBudgetIsALessonsUnlessNamed() {
    assertEquals(Budget.LESSON, Budget.current(Map.of()));
    assertEquals(Budget.QUICK, Budget.current(Map.of("GRADUS_BUDGET", "quick")));
    assertEquals(3, Budget.current(Map.of("GRADUS_BUDGET", "Report")).choose(1, 2, 3));
    assertThrows(
        IllegalArgumentException.class, () -> Budget.current(Map.of("GRADUS_BUDGET", "fast")));
  }
}
