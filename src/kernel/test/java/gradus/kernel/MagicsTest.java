package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.kernel.session.CellError;
import gradus.kernel.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicsTest {
  private static final Session SESSION = new Session(List.of());

  private final MagicsRegistry registry = new MagicsRegistry();
  private final Magics magics = new Magics(SESSION, registry, null);
  private final BoundedText printed = new BoundedText(1000);
  private final PrintStream out = System.out;

  @BeforeEach
  void capture() {
    System.setOut(printed.stream());
  }

  @AfterEach
  void release() {
    System.setOut(out);
  }

  private Optional<Object> run(String code) throws CellError {
    return magics.evaluate(code, 3);
  }

  private CellError failure(String code) {
    return assertThrows(CellError.class, () -> run(code));
  }

  @Test
  void aCellWithoutMagicsIsJava() throws CellError {
    assertEquals(Optional.of(42), run("int a = 40;\na + 2"));
    assertEquals(Optional.of(1), run("7 \n% 3"));
  }

  @Test
  void javaBeforeAndAfterAMagicIsEvaluatedInOrder() throws CellError {
    List<List<String>> calls = new ArrayList<>();
    registry.registerLineMagic("note", (kernel, words) -> calls.add(words) ? null : null);
    assertEquals(Optional.of(3), run("int b = 1;\n%note one \"two words\" three\nb + 2"));
    assertEquals(List.of(List.of("one", "two words", "three")), calls);
  }

  @Test
  void theValueOfAMagicIsTheValueOfTheCell() throws CellError {
    registry.registerLineMagic("answer", (kernel, words) -> 42);
    registry.registerCellMagic("count", (kernel, words, body) -> words.size() + body.length());
    assertEquals(Optional.of(42), run("int unused = 1;\n%answer"));
    assertEquals(Optional.of(2 + 5), run("%%count a b\n12345"));
  }

  @Test
  void aLineOfATextBlockIsNoMagic() throws CellError {
    assertEquals(Optional.of("%time\n"), run("String text = \"\"\"\n%time\n\"\"\";\ntext"));
  }

  @Test
  void timePrintsTheSecondsAndReturnsTheValue() throws CellError {
    assertEquals(Optional.of("a  \"b\""), run("%time \"a  \\\"b\\\"\""));
    assertTrue(printed.toString().matches("\\d+\\.\\d{3} s\\R"), printed.toString());
    assertEquals(Optional.of(4), run("%%time\nint timed = 4;\ntimed"));
    assertEquals(Optional.of(5), run("%%time int early = 5;\nearly"));
  }

  @Test
  void errorsKeepTheLinesOfTheCell() {
    assertEquals(
        List.of("  at cell 3, line 2:   int e = 1 / 0;"),
        failure("%time 1 + 1\nint e = 1 / 0;").details());
    assertEquals(
        List.of("  at cell 3, line 2:   int g = 1 / 0;"),
        failure("int f = 1;\n%time int g = 1 / 0;").details());
  }

  @Test
  void loadEvaluatesAFile(@TempDir Path folder) throws CellError, IOException {
    Path script =
        Files.writeString(folder.resolve("script.jshell"), "int loaded = 99;\nloaded + 1");
    assertEquals(Optional.of(100), run("%load " + script));
    assertEquals(Optional.of(99), run("%load " + script + "\nloaded"));
    assertEquals("FileNotFound", failure("%load " + folder.resolve("none")).name());
  }

  @Test
  void anUnknownMagicIsNamedWithTheKnownOnes() {
    String known =
        " is no magic; there are %%loadFromPOM, %%time, %addMavenDependencies, %addMavenDependency,"
            + " %classpath, %jars, %load, %loadFromPOM, %maven, %time";
    assertEquals("UnknownMagic: %nonsense" + known, failure("%nonsense a").report());
    assertEquals("UnknownMagic: %%nonsense" + known, failure("%%nonsense a\nb").report());
  }

  @Test
  void aFailingMagicIsReportedByItsMessage() {
    assertEquals(
        "IllegalArgumentException: %maven received wrong; expected group:artifact:version, such as"
            + " org.ejml:ejml-simple:0.44.0",
        failure("%maven wrong").report());
    for (String nothing : List.of("%jars none/*.jar", "%jars none", "%classpath none")) {
      assertTrue(failure(nothing).message().startsWith(nothing + " finds nothing"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "jars", "classpath", "maven", "loadFromPOM"})
  void aMagicThatNeedsAWordSaysWhich(String name) {
    CellError error = failure("%" + name + "  ");
    assertEquals("IncompleteMagic", error.name());
    assertTrue(
        error.message().startsWith("%" + name + " needs a word behind it: "), error.message());
  }

  @Test
  void aMagicMayBeIndentedOrBelowAComment() throws CellError {
    for (String code :
        List.of("// a\n\n%%time\n6 * 7", "  %time 6 * 7", "int six = 6;\n\t%time 42")) {
      assertEquals(Optional.of(42), run(code), code);
    }
    assertEquals(Optional.of(1), run("int b7 = 2;\n7\n  %b7"), "a division that goes on");
  }

  @Test
  void aShellCommandIsExplained() throws CellError {
    assertTrue(failure("!ls -l").report().contains("runs no shell command"));
    assertEquals(Optional.of(true), run("boolean done = false;\n!done"));
  }

  @Test
  void aFolderStandsForItsJars(@TempDir Path folder) throws IOException, CellError {
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("words.jar")))) {
      jar.putNextEntry(new JarEntry("words.txt"));
    }
    assertEquals(
        Optional.of(true),
        run(
            "%jars "
                + folder
                + "\nnew Object() {}.getClass().getClassLoader().getResource(\"words.txt\") != null"));
  }

  @Test
  void theKernelsMagicsAreRegistered() {
    assertTrue(
        registry.getLineMagicNames().containsAll(List.of("classpath", "jars", "maven")),
        registry.getLineMagicNames().toString());
    assertTrue(registry.getCellMagicNames().contains("loadFromPOM"));
  }
}
