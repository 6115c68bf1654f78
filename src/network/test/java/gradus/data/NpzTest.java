package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures are written by src/network/test/python/npz_fixture.py. */
class NpzTest {
  @TempDir Path folder;

  @Test
  void whatNumpyWroteIsRead() throws IOException {
    Npz npz = Npz.read(fixture("numpy.npz"));
    assertEquals(
        List.of("double", "single", "int64", "int32", "uint8", "scalar", "text", "empty"),
        List.copyOf(npz.names()));
    Tensor doubles = npz.tensor("double");
    assertEquals(Shape.of(2, 3), doubles.shape());
    assertEquals(5.0 / 7, doubles.at(1, 2));
    Tensor singles = npz.tensor("single");
    assertEquals(Precision.SINGLE, singles.precision());
    assertEquals(Shape.of(2, 3, 2, 2), singles.shape());
    assertEquals((float) (23 / 7.0), singles.get(23));
    assertArrayEquals(new long[] {-1, 1L << 40}, npz.longs("int64"));
    assertArrayEquals(new long[] {1, -2, 3, 4}, npz.longs("int32"));
    assertArrayEquals(new long[] {0, 255}, npz.longs("uint8"));
    assertEquals(2.5, npz.tensor("scalar").get(0));
    assertEquals("naïve 学", npz.text("text"));
    assertEquals(Shape.of(0, 3), npz.tensor("empty").shape());
    assertEquals(99, Npz.read(fixture("compressed.npz")).tensor("x").get(99));
  }

  @Test
  void anArrayIsWrittenAsNumpyWritesItByteForByte() throws IOException {
    Npz numpy = Npz.read(fixture("numpy.npz"));
    Path file = folder.resolve("ours.npz");
    Npz.empty()
        .with("double", numpy.tensor("double"))
        .with("single", numpy.tensor("single"))
        .with("int64", numpy.longs("int64"))
        .with("text", numpy.text("text"))
        .with("empty", numpy.tensor("empty"))
        .write(file);
    for (String name : List.of("double", "single", "int64", "text", "empty")) {
      assertArrayEquals(entry(fixture("numpy.npz"), name), entry(file, name), name);
    }
  }

  @Test
  void whatWasWrittenIsReadBitForBit() throws IOException {
    var random = new Seed(1).stream("npz");
    Tensor weights = Tensor.gaussian(Precision.SINGLE, Shape.of(5, 3, 3, 7), 1, random);
    Tensor odd = Tensor.of(Shape.of(4), Double.NaN, -0.0, Double.MIN_VALUE, Double.MAX_VALUE);
    Path file = folder.resolve("a.npz");
    Npz.empty().with("0.weight", weights).with("odd", odd).with("config", "").write(file);
    Npz back = Npz.read(file);
    assertArrayEquals(weights.toArray(), back.tensor("0.weight").toArray());
    assertArrayEquals(odd.toArray(), back.tensor("odd").toArray());
    assertEquals("", back.text("config"));
  }

  @Test
  void theSameArraysGiveTheSameBytes() throws IOException {
    Npz npz = Npz.empty().with("a", 1, 2, 3).with("b", "text");
    npz.write(folder.resolve("a.npz"));
    npz.write(folder.resolve("b.npz"));
    assertEquals(-1, Files.mismatch(folder.resolve("a.npz"), folder.resolve("b.npz")));
  }

  @Test
  void aFileThatIsDamagedAnywhereIsNamed() throws IOException {
    Path file = folder.resolve("weights.npz");
    Tensor weights = Tensor.full(Precision.DOUBLE, Shape.of(10, 10), 0.1);
    Npz.empty().with("weights", weights).write(file);
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length += 37) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertRefused(file, "weights.npz");
    }
    for (int place = 50; place < 900; place += 10) {
      byte[] damaged = sound.clone();
      damaged[place] ^= 1;
      Files.write(file, damaged);
      assertRefused(file, "weights.npz");
    }
  }

  @Test
  void writingReplacesAtOnceAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a.npz");
    Npz.empty().with("a", 1).write(file);
    Npz.empty().with("a", 2).write(file);
    assertArrayEquals(new long[] {2}, Npz.read(file).longs("a"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOne() throws IOException {
    Path file = folder.resolve("a.npz");
    Npz.empty().with("a", 1).write(file);
    Files.createDirectory(
        folder.resolve(".a.npz." + ProcessHandle.current().pid() + ".unfinished"));
    assertThrows(IOException.class, () -> Npz.empty().with("a", 2).write(file));
    assertArrayEquals(new long[] {1}, Npz.read(file).longs("a"));
  }

  @Test
  void whatIsNotUnderstoodIsExplained() throws IOException {
    assertRefused(fixture("fortran.npz"), "x.npy is in Fortran order");
    Npz complex = Npz.read(fixture("complex.npz"));
    String name = complex.names().iterator().next();
    assertMessage(() -> complex.tensor(name), "is of type <c16");
    assertRefused(folder.resolve("absent.npz"), "no such file");
    Npz npz = Npz.empty().with("labels", 1, 2);
    assertMessage(() -> npz.tensor("labels"), "\"labels\" is of type <i8");
    assertMessage(() -> npz.tensor("weights"), "no array \"weights\" among [labels]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'shape': (2L, 2L), 'fortran_order': False, 'descr': '<f4'}",
        "{'descr':'=f4','fortran_order':False,'shape':(2,2)}",
        "{ 'descr' : 'f4' ,  'fortran_order' : False , 'shape' : ( 2 , 2 , ) , }",
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 2)}",
      })
  void headersOfOtherWritersAreRead(String header) throws IOException {
    Tensor tensor = Npz.read(archive(header, new byte[16])).tensor("x");
    assertEquals(Shape.of(2, 2), tensor.shape());
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, 1", "?, 1", "|u1, 1", "B, 1", "|i1, 1", "<i2, 2", "<u2, 2", "<i4, 4", "<u4, 4", "<i8, 8"
  })
  void wholeNumbersOfAnyWidthAndBoolAreRead(String type, int width) throws IOException {
    byte[] numbers = new byte[2 * width];
    numbers[0] = 1;
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': (2,), }".formatted(type);
    assertArrayEquals(new long[] {1, 0}, Npz.read(archive(header, numbers)).longs("x"));
  }

  @Test
  void unsignedNumbersStayPositive() throws IOException {
    byte[] numbers = {-1, -1, -1, -1};
    String header = "{'descr': '<%s', 'fortran_order': False, 'shape': (%d,), }";
    assertArrayEquals(
        new long[] {65535, 65535},
        Npz.read(archive(header.formatted("u2", 2), numbers)).longs("x"));
    assertArrayEquals(
        new long[] {4294967295L}, Npz.read(archive(header.formatted("u4", 1), numbers)).longs("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'|O'", "'<M8[ns]'", "'>f8'", "[('a', '<f4')]"})
  void anArrayThatIsNotReadIsToldByItsShape(String type) throws IOException {
    String header = "{'descr': %s, 'fortran_order': False, 'shape': (2, 3), }".formatted(type);
    Npz npz = Npz.read(archive(header, new byte[7]));
    assertEquals(List.of(2, 3), npz.shape("x"));
    assertMessage(() -> npz.tensor("x"), "shape [2, 3]");
  }

  @ParameterizedTest
  @CsvSource({
    "numpy, one array of NumPy",
    "csv, text",
    "pickle, a pickle of Python",
    "html, a web page"
  })
  void whatIsNoArchiveIsNamedAsWhatItIs(String kind, String described) throws IOException {
    byte[] bytes =
        switch (kind) {
          case "numpy" -> Npy.allocate("<f4", 2).header();
          case "csv" -> "x,y\n1,2\n".getBytes(StandardCharsets.UTF_8);
          case "pickle" -> new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0, 0};
          default -> "<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8);
        };
    Path file = Files.write(folder.resolve("a.npz"), bytes);
    assertRefused(file, "is no .npz file but " + described);
  }

  /** An archive with one array, x, as another program writes it. */
  private Path archive(String header, byte[] numbers) throws IOException {
    Path file = folder.resolve("other.npz");
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      zip.write(new byte[] {(byte) text.length, 0});
      zip.write(text);
      zip.write(numbers);
    }
    return file;
  }

  private static void assertRefused(Path file, String because) {
    assertMessage(() -> Npz.read(file), because);
  }

  private static void assertMessage(Executable action, String because) {
    var error = assertThrows(IOException.class, action);
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  private static Path fixture(String name) {
    return Path.of("src/network/test/resources/gradus/data", name);
  }

  private static byte[] entry(Path file, String name) throws IOException {
    try (var zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name + ".npy"))) {
      return in.readAllBytes();
    }
  }
}
