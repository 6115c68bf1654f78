package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSpecTest {
  private static final JsonObject SPEC = new Gson().fromJson(KernelSpec.json(), JsonObject.class);
  private static final List<String> COMMAND =
      SPEC.getAsJsonArray("argv").asList().stream().map(word -> word.getAsString()).toList();

  @Test
  void itIsAJavaKernelThatIsInterruptedByMessage() {
    assertEquals("java", SPEC.get("language").getAsString());
    assertEquals("message", SPEC.get("interrupt_mode").getAsString());
    assertEquals("Java (Gradus)", SPEC.get("display_name").getAsString());
  }

  @Test
  void theCommandStartsTheKernelWithJupytersConnectionFile() {
    assertEquals(
        List.of("-cp", "{resource_dir}/lib/*", "gradus.kernel.KernelMain", "{connection_file}"),
        COMMAND.subList(COMMAND.size() - 4, COMMAND.size()));
    assertTrue(COMMAND.containsAll(KernelSpec.FLAGS), COMMAND.toString());
  }

  @Test
  void onlyTheJdkHasAnAbsolutePath() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertTrue(COMMAND.contains(java), COMMAND.toString());
    assertFalse(
        COMMAND.stream().anyMatch(word -> Path.of(word).isAbsolute() && !word.equals(java)));
  }

  @Test
  void wrongArgumentsAreRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> KernelSpec.main(new String[] {"remove"}));
    assertEquals("received remove; expected install --prefix DIR", error.getMessage());
  }
}
