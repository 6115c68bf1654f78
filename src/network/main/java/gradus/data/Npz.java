package gradus.data;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Named arrays in a file that NumPy opens with {@code numpy.load} and writes with {@code
 * numpy.savez}: tensors, whole numbers and texts.
 *
 * <p>Immutable. Reading is strict: a file that is cut short, or damaged anywhere, is refused and
 * named. Writing is atomic: the file is there as a whole or as it was before.
 */
public final class Npz {
  private final SequencedMap<String, Npy> arrays;

  private Npz(SequencedMap<String, Npy> arrays) {
    this.arrays = arrays;
  }

  /** No arrays. */
  public static Npz empty() {
    return new Npz(new LinkedHashMap<>());
  }

  /**
   * Reads a file.
   *
   * @throws IOException naming the file, and the array within it that is damaged
   */
  public static Npz read(Path file) throws IOException {
    return new Npz(NpzFile.read(file));
  }

  /** Writes a file, in place of one that is there already. */
  public void write(Path file) throws IOException {
    NpzFile.write(file, arrays);
  }

  /** The names of all arrays, in the order of the file. */
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /** These arrays and a tensor, as float32 or float64 by its precision. */
  public Npz with(String name, Tensor tensor) {
    boolean single = tensor.precision() == Precision.SINGLE;
    Npy array = Npy.allocate(single ? "<f4" : "<f8", tensor.shape().dimensions());
    if (single) {
      array.elements().asFloatBuffer().put(tensor.toFloatArray());
    } else {
      array.elements().asDoubleBuffer().put(tensor.toArray());
    }
    return with(name, array);
  }

  /** These arrays and a row of whole numbers, as int64. */
  public Npz with(String name, long... numbers) {
    Npy array = Npy.allocate("<i8", numbers.length);
    array.elements().asLongBuffer().put(numbers);
    return with(name, array);
  }

  /** These arrays and a text, as a single NumPy string. */
  public Npz with(String name, String text) {
    int[] characters = text.codePoints().toArray();
    Npy array = Npy.allocate("<U" + Math.max(1, characters.length));
    array.elements().asIntBuffer().put(characters);
    return with(name, array);
  }

  /** The lengths of an array's dimensions, whatever its type; none for a single value. */
  public List<Integer> shape(String name) throws IOException {
    return array(name).shape();
  }

  /** A tensor: float32 in single and float64 in double precision. */
  public Tensor tensor(String name) throws IOException {
    Npy array = array(name);
    int[] dimensions = array.shape().stream().mapToInt(length -> length).toArray();
    Shape shape = dimensions.length == 0 ? Shape.of(1) : Shape.of(dimensions);
    return switch (array.type()) {
      case "<f4" -> {
        float[] elements = new float[array.count()];
        array.elements().asFloatBuffer().get(elements);
        yield Tensor.of(Precision.SINGLE, shape, elements);
      }
      case "<f8" -> {
        double[] elements = new double[array.count()];
        array.elements().asDoubleBuffer().get(elements);
        yield Tensor.of(shape, elements);
      }
      default -> throw wrongType(name, array, "float32 or float64");
    };
  }

  /** Whole numbers of any width, or bool as 0 and 1, row by row. */
  public long[] longs(String name) throws IOException {
    Npy array = array(name);
    ByteBuffer elements = array.elements();
    IntStream all = IntStream.range(0, array.count());
    LongStream numbers =
        switch (array.type()) {
          case "<i8" -> all.mapToLong(i -> elements.getLong(8 * i));
          case "<i4" -> all.mapToLong(i -> elements.getInt(4 * i));
          case "<u4" -> all.mapToLong(i -> elements.getInt(4 * i) & 0xFFFF_FFFFL);
          case "<i2" -> all.mapToLong(i -> elements.getShort(2 * i));
          case "<u2" -> all.mapToLong(i -> elements.getShort(2 * i) & 0xFFFF);
          case "|u1" -> all.mapToLong(i -> elements.get(i) & 0xFF);
          case "|i1" -> all.mapToLong(elements::get);
          default -> throw wrongType(name, array, "whole numbers or bool");
        };
    return numbers.toArray();
  }

  /** A text. */
  public String text(String name) throws IOException {
    Npy array = array(name);
    if (!array.type().startsWith("<U") || array.count() != 1) {
      throw wrongType(name, array, "one text");
    }
    int[] characters = new int[array.data().capacity() / 4];
    array.elements().asIntBuffer().get(characters);
    int[] used = IntStream.of(characters).takeWhile(c -> c != 0).toArray();
    return new String(used, 0, used.length);
  }

  private Npz with(String name, Npy array) {
    var more = new LinkedHashMap<>(arrays);
    more.put(name, array);
    return new Npz(more);
  }

  private Npy array(String name) throws IOException {
    return Optional.ofNullable(((Map<String, Npy>) arrays).get(name))
        .orElseThrow(() -> new IOException("no array \"" + name + "\" among " + names()));
  }

  private static IOException wrongType(String name, Npy array, String expected) {
    return new IOException(
        "the array \"%s\" is of type %s and shape %s, expected %s"
            .formatted(name, array.type(), array.shape(), expected));
  }
}
