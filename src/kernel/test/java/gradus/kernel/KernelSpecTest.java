package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradus.kernel.debug.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSpecTest {
  private static final JsonObject SPEC =
      new Gson().fromJson(KernelSpec.json("/kernels/java", false), JsonObject.class);
  private static final List<String> COMMAND = words(SPEC);

  @Test
  void itIsAJavaKernelThatIsInterruptedByMessage() {
    assertEquals("java", SPEC.get("language").getAsString());
    assertEquals("message", SPEC.get("interrupt_mode").getAsString());
    assertEquals("Java (Gradus)", SPEC.get("display_name").getAsString());
  }

  @Test
  void theCommandStartsTheKernelWithJupytersConnectionFile() {
    assertEquals(
        List.of("-cp", "/kernels/java/lib/*", "gradus.kernel.KernelMain", "{connection_file}"),
        COMMAND.subList(COMMAND.size() - 4, COMMAND.size()));
    List<String> flags = new ArrayList<>(KernelSpec.FLAGS);
    flags.removeAll(COMMAND);
    assertEquals(List.of("--add-modules=jdk.incubator.vector"), flags, "which VectorModule adds");
    assertTrue(COMMAND.contains(VectorModule.PERMISSION), COMMAND.toString());
  }

  @Test
  void theOneWithADebuggerDiffersByItsAgentOnly() {
    var debugged = new Gson().fromJson(KernelSpec.json("/kernels/java", true), JsonObject.class);
    assertEquals("Java with debugger (Gradus)", debugged.get("display_name").getAsString());
    assertEquals(Map.of("debugger", true).toString(), flags(debugged).toString());
    assertEquals(Map.of("debugger", false).toString(), flags(SPEC).toString());
    List<String> command = new ArrayList<>(words(debugged));
    assertTrue(command.remove(Target.AGENT), command.toString());
    assertEquals(COMMAND, command);
  }

  private static Map<String, JsonElement> flags(JsonObject spec) {
    return spec.getAsJsonObject("metadata").asMap();
  }

  private static List<String> words(JsonObject spec) {
    return spec.getAsJsonArray("argv").asList().stream().map(JsonElement::getAsString).toList();
  }

  @Test
  void itNeedsNoFrontEndThatKnowsTheKernelsFolder() {
    assertFalse(COMMAND.toString().contains("{resource_dir}"), COMMAND.toString());
  }

  @Test
  void aRelocatableOneNamesNoFolderButTheJdks() {
    var spec =
        new Gson().fromJson(KernelSpec.json(KernelSpec.RESOURCE_DIR, false), JsonObject.class);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> absolute =
        words(spec).stream().filter(word -> Path.of(word).isAbsolute()).toList();
    assertEquals(List.of(java), absolute);
  }

  @Test
  void theOptionsNameTheFoldersOfJupyter() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    Map<String, String> environment =
        Map.of("JUPYTER_DATA_DIR", folder.toString(), "VIRTUAL_ENV", folder + "/venv");
    assertEquals(folder.resolve("kernels"), JupyterFolder.of(List.of(), environment));
    assertEquals(folder.resolve("kernels"), JupyterFolder.of(List.of("--user"), environment));
    assertEquals(
        folder.resolve("venv/share/jupyter/kernels"),
        JupyterFolder.of(List.of("--sys-prefix"), environment));
    assertEquals(
        folder.resolve("there/share/jupyter/kernels"),
        JupyterFolder.of(List.of("--prefix", "there"), environment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"remove", "install --prefix", "install --user there", "install there"})
  void wrongArgumentsAreRefused(String arguments) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> KernelSpec.main(arguments.split(" ", -1)));
    assertTrue(
        error
            .getMessage()
            .endsWith("expected install [--user | --sys-prefix | --prefix DIR] [--relocatable]"),
        error.getMessage());
  }
}
