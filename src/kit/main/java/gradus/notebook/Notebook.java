package gradus.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonWriter;
import gradus.datasets.WholeFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Jupyter notebook as its cells and its metadata.
 *
 * @param metadata of the notebook, such as its kernel
 * @param cells in order
 */
public record Notebook(JsonObject metadata, List<Cell> cells) {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  /** No notebook of a person is as large; a file that is would only fill the memory. */
  private static final long MOST_BYTES = 50L << 20;

  public Notebook {
    cells = List.copyOf(cells);
  }

  /** The processor's time that training a network in a cell may take, if the notebook says it. */
  public Optional<Duration> training() {
    return Optional.ofNullable(metadata.getAsJsonObject("gradus"))
        .map(gradus -> gradus.get("training_seconds"))
        .map(seconds -> Duration.ofSeconds(seconds.getAsLong()));
  }

  /**
   * Reads a notebook.
   *
   * @throws IOException if the file cannot be read or is no notebook, saying which and why
   */
  public static Notebook read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          "%s has %,d bytes, expected less than %,d; clear its outputs and save it again"
              .formatted(file.getFileName(), Files.size(file), MOST_BYTES));
    }
    try {
      JsonObject json = GSON.fromJson(Files.readString(file), JsonObject.class);
      List<Cell> cells = new ArrayList<>();
      for (JsonElement cell : json.getAsJsonArray("cells")) {
        cells.add(new Cell(cell.getAsJsonObject()));
      }
      return new Notebook(json.getAsJsonObject("metadata"), cells);
    } catch (JsonParseException
        | ClassCastException
        | IllegalStateException
        | NullPointerException
        | java.nio.charset.CharacterCodingException e) {
      throw new IOException(
          "%s is no notebook: %s; save it again from Jupyter"
              .formatted(file.getFileName(), reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof JsonParseException
        ? "its text is not valid JSON"
        : "it has no list of cells, or no metadata";
  }

  /** Writes the notebook as Jupyter would, byte for byte the same every time. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, toJson());
  }

  /** The same notebook with other cells. */
  public Notebook withCells(List<Cell> cells) {
    return new Notebook(metadata, cells);
  }

  /** The text of the file: keys sorted, one space for each level, as Jupyter writes it. */
  public String toJson() {
    JsonObject json = new JsonObject();
    JsonArray array = new JsonArray();
    cells.forEach(cell -> array.add(cell.json()));
    json.add("cells", array);
    json.add("metadata", metadata);
    json.addProperty("nbformat", 4);
    json.addProperty("nbformat_minor", 5);
    try {
      StringWriter text = new StringWriter();
      JsonWriter writer = GSON.newJsonWriter(text);
      writer.setIndent(" ");
      GSON.toJson(sorted(json), writer);
      return text + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter takes every text", e);
    }
  }

  private static JsonElement sorted(JsonElement element) {
    if (element.isJsonArray()) {
      JsonArray array = new JsonArray();
      element.getAsJsonArray().forEach(item -> array.add(sorted(item)));
      return array;
    }
    if (!element.isJsonObject()) {
      return element;
    }
    JsonObject object = new JsonObject();
    new TreeMap<>(element.getAsJsonObject().asMap())
        .forEach((key, value) -> object.add(key, sorted(value)));
    return object;
  }
}
