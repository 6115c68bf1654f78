package gradus.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One cell of a notebook. Everything else that the file says of it is kept.
 *
 * @param json the cell as it stands in the file, never changed
 */
public record Cell(JsonObject json) {
  private static final Pattern LINES = Pattern.compile("(?<=\n)");
  private static final Pattern INVISIBLE = Pattern.compile("[ \\t]*(?:\\r\\n|\\r|\\n)");

  /** A code cell of no notebook. */
  public static Cell code(String source) {
    JsonObject json = new JsonObject();
    json.addProperty("cell_type", "code");
    return new Cell(json).withSource(source);
  }

  /** What grading needs of a cell that a student handed in. */
  public static Cell handedIn(
      String type, String id, String source, String gradeId, boolean explore) {
    JsonObject json = new JsonObject();
    json.addProperty("cell_type", type);
    json.addProperty("id", id);
    JsonObject metadata = new JsonObject();
    if (!gradeId.isEmpty()) {
      JsonObject nbgrader = new JsonObject();
      nbgrader.addProperty("grade_id", gradeId);
      metadata.add("nbgrader", nbgrader);
    }
    if (explore) {
      JsonArray tags = new JsonArray();
      tags.add(NotebookRunner.EXPLORE);
      metadata.add("tags", tags);
    }
    json.add("metadata", metadata);
    return new Cell(json).withSource(source);
  }

  /** The cell's name in the format of notebooks, empty if it has none. */
  public String id() {
    return json.has("id") ? json.get("id").getAsString() : "";
  }

  /** The text without what editors change and nobody sees: line ends, spaces before them, a BOM. */
  public String normalised() {
    return INVISIBLE.matcher(source()).replaceAll("\n").replace("\uFEFF", "").strip();
  }

  /** {@code code}, {@code markdown} or {@code raw}. */
  public String type() {
    return json.has("cell_type") ? json.get("cell_type").getAsString() : "raw";
  }

  /** Whether a kernel runs it. */
  public boolean isCode() {
    return type().equals("code");
  }

  /** The text of the cell; a file has it whole or in lines. */
  public String source() {
    return json.has("source") ? text(json.get("source")) : "";
  }

  static String text(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  /** The metadata of Jupyter and nbgrader. */
  public JsonObject metadata() {
    return json.has("metadata") ? json.getAsJsonObject("metadata") : new JsonObject();
  }

  /** nbgrader's metadata, if there are any. */
  public Optional<NbgraderMetadata> nbgrader() {
    return Optional.ofNullable(metadata().get("nbgrader"))
        .filter(JsonElement::isJsonObject)
        .map(element -> NbgraderMetadata.of(element.getAsJsonObject()));
  }

  /** The cell's name in nbgrader, empty if it has none. */
  public String gradeId() {
    return nbgrader().map(NbgraderMetadata::gradeId).orElse("");
  }

  /** Whether a student must leave it as it is. */
  public boolean isLocked() {
    return nbgrader().filter(NbgraderMetadata::isLocked).isPresent();
  }

  /** Whether it earns points by running. */
  public boolean isTest() {
    return isCode() && nbgrader().filter(NbgraderMetadata::isTest).isPresent();
  }

  /** Whether a person grades it. */
  public boolean isGradedByHand() {
    return nbgrader().filter(NbgraderMetadata::isGradedByHand).isPresent();
  }

  /** The points that it can earn. */
  public double points() {
    return nbgrader().map(NbgraderMetadata::points).orElse(0.0);
  }

  /** Whether a student writes it. */
  public boolean isSolution() {
    return nbgrader().filter(NbgraderMetadata::solution).isPresent();
  }

  /** Whether the cell has a tag. */
  public boolean isTagged(String tag) {
    return metadata().has("tags")
        && metadata().get("tags").isJsonArray()
        && metadata().getAsJsonArray("tags").contains(new com.google.gson.JsonPrimitive(tag));
  }

  /** The same cell with another text. */
  public Cell withSource(String source) {
    JsonArray lines = new JsonArray();
    if (!source.isEmpty()) {
      LINES.splitAsStream(source).forEach(lines::add);
    }
    return with("source", lines);
  }

  /** The same cell with other metadata. */
  public Cell withMetadata(JsonObject metadata) {
    return with("metadata", metadata);
  }

  /** The same cell, never executed. */
  public Cell withoutOutputs() {
    return isCode()
        ? with("outputs", new JsonArray()).with("execution_count", JsonNull.INSTANCE)
        : this;
  }

  private Cell with(String key, JsonElement value) {
    JsonObject copy = json.deepCopy();
    copy.add(key, value);
    return new Cell(copy);
  }

  /** For example {@code the code cell "svm-gradient"}. */
  @Override
  public String toString() {
    String name = gradeId();
    if (name.isEmpty()) {
      name = id();
    }
    return "the %s cell \"%s\"".formatted(type(), name);
  }
}
