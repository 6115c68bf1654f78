package gradus.notebook;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a notebook that a stranger wrote, in bounded memory: of each cell what grading needs, and
 * no more cells than a person writes. Outputs are skipped unseen.
 */
public final class SubmittedNotebook {
  /** No notebook of a person is as large; a file that is would only fill the memory. */
  static final int MOST_BYTES = 20 << 20;

  static final int MOST_CELLS = 500;
  private static final int DEEPEST = 64;

  private final JsonReader json;
  private final List<Cell> cells = new ArrayList<>();
  private boolean hasCells;
  private long count;

  /**
   * A notebook and what has to be said of its file.
   *
   * @param remarks sentences
   */
  public record Content(Notebook notebook, List<String> remarks) {}

  private SubmittedNotebook(JsonReader json) {
    this.json = json;
  }

  /**
   * Reads a notebook.
   *
   * @param name of the file, for messages
   * @throws IOException if it cannot be read or is no notebook, saying what is wrong with it
   */
  static Content read(String name, InputStream file) throws IOException {
    byte[] bytes = file.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(
          "%s has more than %,d bytes; clear its outputs and save it again"
              .formatted(name, MOST_BYTES));
    }
    if (bytes.length == 0) {
      throw new IOException(name + " is empty: it has 0 bytes; save it again from Jupyter");
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    JsonReader json =
        new JsonReader(new InputStreamReader(new ByteArrayInputStream(bytes), decoder));
    // Jupyter writes NaN as Python does.
    json.setStrictness(Strictness.LENIENT);
    json.setNestingLimit(DEEPEST);
    try {
      return new SubmittedNotebook(json).content();
    } catch (CharacterCodingException e) {
      throw refused(name, "its text is not UTF-8", e);
    } catch (EOFException e) {
      throw refused(name, "its text is not valid JSON: it ends too early", e);
    } catch (MalformedJsonException e) {
      boolean deep = String.valueOf(e.getMessage()).contains("Nesting limit");
      throw refused(
          name,
          deep
              ? "it is nested more than %d levels deep".formatted(DEEPEST)
              : "its text is not valid JSON",
          e);
    } catch (IllegalStateException | NumberFormatException | JsonParseException e) {
      throw refused(name, "it has no list of cells, or a cell of another form", e);
    }
  }

  private static IOException refused(String name, String reason, Exception cause) {
    return new IOException(
        "%s is no notebook: %s; save it again from Jupyter".formatted(name, reason), cause);
  }

  private Content content() throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("cells") && !hasCells) {
        hasCells = true;
        readCells();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    if (!hasCells) {
      throw new IllegalStateException("no cells");
    }
    List<String> remarks =
        count <= MOST_CELLS
            ? List.of()
            : List.of("It has %,d cells; the first %,d were graded.".formatted(count, MOST_CELLS));
    return new Content(new Notebook(new com.google.gson.JsonObject(), cells), remarks);
  }

  private void readCells() throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      if (count++ < MOST_CELLS) {
        cells.add(readCell());
      } else {
        json.skipValue();
      }
    }
    json.endArray();
  }

  private Cell readCell() throws IOException {
    String type = "raw";
    String id = "";
    String source = "";
    Metadata metadata = new Metadata("", false);
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "cell_type" -> type = readText();
        case "id" -> id = readText();
        case "source" -> source = readText();
        case "metadata" -> metadata = readMetadata();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return Cell.handedIn(type, id, source, metadata.gradeId(), metadata.explore());
  }

  private String readText() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return "";
    }
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      return json.nextString();
    }
    StringBuilder text = new StringBuilder();
    json.beginArray();
    while (json.hasNext()) {
      text.append(json.nextString());
    }
    json.endArray();
    return text.toString();
  }

  private record Metadata(String gradeId, boolean explore) {}

  private Metadata readMetadata() throws IOException {
    String gradeId = "";
    boolean explore = false;
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return new Metadata(gradeId, explore);
    }
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("nbgrader") && json.peek() == JsonToken.BEGIN_OBJECT) {
        gradeId = readGradeId();
      } else if (name.equals("tags") && json.peek() == JsonToken.BEGIN_ARRAY) {
        explore = readTags();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return new Metadata(gradeId, explore);
  }

  private String readGradeId() throws IOException {
    String gradeId = "";
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("grade_id") && json.peek() == JsonToken.STRING) {
        gradeId = json.nextString();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return gradeId;
  }

  private boolean readTags() throws IOException {
    boolean explore = false;
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() == JsonToken.STRING) {
        explore |= json.nextString().equals(NotebookRunner.EXPLORE);
      } else {
        json.skipValue();
      }
    }
    json.endArray();
    return explore;
  }
}
