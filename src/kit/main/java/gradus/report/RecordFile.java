package gradus.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import gradus.datasets.WholeFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Records as JSON: numbers with six digits, NaN and infinity as null. */
public final class RecordFile {
  private static final MathContext DIGITS = new MathContext(6);

  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeAdapter(double.class, new Rounded())
          .registerTypeAdapter(Double.class, new Rounded())
          .create();

  private RecordFile() {}

  /** Writes a record so that readers find the whole file or none. */
  public static void write(Path file, Object run) throws IOException {
    WholeFile.write(file, GSON.toJson(run) + "\n");
  }

  /** The record of a file, unless there is no such file. */
  public static <T> Optional<T> find(Path file, Class<T> type) throws IOException {
    return Files.exists(file) ? Optional.of(read(file, type)) : Optional.empty();
  }

  /**
   * Reads a record.
   *
   * @throws IOException naming a file that is not one
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      T found = GSON.fromJson(Files.readString(file), type);
      if (found == null) {
        throw new JsonParseException("an empty file");
      }
      return found;
    } catch (CharacterCodingException | RuntimeException e) { // of a record's constructor, too
      throw new IOException(
          "%s is no record of a run; delete it and run its experiment again".formatted(file), e);
    }
  }

  private static final class Rounded extends TypeAdapter<Double> {
    @Override
    public void write(JsonWriter out, Double value) throws IOException {
      if (Double.isFinite(value)) {
        out.value(new BigDecimal(value).round(DIGITS).doubleValue());
      } else {
        out.nullValue();
      }
    }

    @Override
    public Double read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return Double.NaN;
      }
      return in.nextDouble();
    }
  }
}
