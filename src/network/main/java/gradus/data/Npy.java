package gradus.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One array in NumPy's .npy format: a magic string, a header that is a Python dictionary, the
 * numbers in C order and little-endian.
 *
 * @param type NumPy's name of the element type, such as {@code <f4}
 * @param shape the lengths of the dimensions, none for a single value
 * @param data all elements, ready to be read from the start
 */
record Npy(String type, List<Integer> shape, ByteBuffer data) {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);
  private static final int ALIGNMENT = 64;
  private static final String KEY = "[\"']%s[\"']\\s*:\\s*";
  private static final Pattern TYPE =
      Pattern.compile(KEY.formatted("descr") + "([\"'])([^\"']+)\\1|\\[\\s*\\(");
  private static final Pattern ORDER =
      Pattern.compile(KEY.formatted("fortran_order") + "(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile(KEY.formatted("shape") + "\\(([\\dL,\\s]*)\\)");

  /** An array with room for its elements. */
  static Npy allocate(String type, int... shape) {
    List<Integer> lengths = Arrays.stream(shape).boxed().toList();
    return new Npy(type, lengths, littleEndian(Math.multiplyExact(count(lengths), width(type))));
  }

  /** The number of elements. */
  int count() {
    return count(shape);
  }

  /** The elements, to be read from the start. */
  ByteBuffer elements() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
  }

  /** The bytes of the file before its numbers. */
  byte[] header() {
    String lengths = shape.stream().map(Object::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.size() == 1 ? lengths + "," : lengths);
    int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
    int padding = Math.ceilDiv(unpadded, ALIGNMENT) * ALIGNMENT - unpadded;
    byte[] bytes = new byte[unpadded + padding];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0);
    header.putShort((short) (dictionary.length() + padding + 1));
    header.put((dictionary + " ".repeat(padding) + "\n").getBytes(ISO_8859_1));
    return bytes;
  }

  /** Reads a whole file. */
  static Npy parse(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 12 || !Arrays.equals(Arrays.copyOf(file, MAGIC.length), MAGIC)) {
      throw new IOException("is not an array of NumPy");
    }
    int version = in.position(MAGIC.length).get();
    in.get();
    int length = version == 1 ? in.getShort() & 0xFFFF : in.getInt();
    if (version < 1 || version > 3 || length < 0 || length > in.remaining()) {
      throw new IOException("has a damaged header (version " + version + ")");
    }
    String header = new String(file, in.position(), length, ISO_8859_1);
    Npy array = described(header, in.position(in.position() + length).slice());
    long expected = (long) array.count() * width(array.type);
    if (array.isRead() && array.data.capacity() != expected) {
      throw new IOException(
          "has %,d bytes of numbers, expected %,d".formatted(array.data.capacity(), expected));
    }
    return array;
  }

  /** Keys may come in any order, with any spacing, and with the L of Python 2's long numbers. */
  private static Npy described(String header, ByteBuffer data) throws IOException {
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher lengths = SHAPE.matcher(header);
    if (!type.find() || !order.find() || !lengths.find()) {
      throw new IOException("has a header that is not understood: " + header.strip());
    }
    List<Integer> shape =
        Arrays.stream(lengths.group(1).split(","))
            .map(length -> length.replace("L", "").strip())
            .filter(length -> !length.isEmpty())
            .map(Integer::valueOf)
            .toList();
    if (order.group(1).equals("True") && shape.size() > 1) {
      throw new IOException("is in Fortran order; save numpy.ascontiguousarray of it");
    }
    return new Npy(type.group(2) == null ? "a record" : plain(type.group(2)), shape, data);
  }

  /** One name for types of the same bytes: this machine's order is little-endian, as NumPy's. */
  private static String plain(String type) {
    String named = type.matches("[a-zA-Z?].*") ? "=" + type : type;
    String little = named.startsWith("=") ? "<" + named.substring(1) : named;
    return switch (little) {
      case "|b1", "<b1", "<?", "|?", "<u1", "<B" -> "|u1";
      case "<i1", "<b" -> "|i1";
      default -> little;
    };
  }

  /** Whether elements of this type are read; others are carried along and told by their shape. */
  boolean isRead() {
    return width(type) > 0;
  }

  /** Bytes of one element, 0 for a type that is not read. */
  private static int width(String type) {
    if (type.matches("<U[1-9]\\d{0,7}")) {
      return 4 * Integer.parseInt(type.substring(2));
    }
    return switch (type) {
      case "<f8", "<i8" -> 8;
      case "<f4", "<i4", "<u4" -> 4;
      case "<i2", "<u2" -> 2;
      case "|u1", "|i1" -> 1;
      default -> 0;
    };
  }

  private static int count(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
