package gradus.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Small notebooks to test with. */
public final class Notebooks {
  private Notebooks() {}

  public static Notebook of(Cell... cells) {
    JsonObject kernel = new JsonObject();
    kernel.addProperty("language", "java");
    JsonObject metadata = new JsonObject();
    metadata.add("kernelspec", kernel);
    return new Notebook(metadata, List.of(cells));
  }

  public static Cell plain(String type, String source) {
    JsonObject json = new JsonObject();
    json.addProperty("cell_type", type);
    json.add("metadata", new JsonObject());
    if (type.equals("code")) {
      json.add("outputs", new JsonArray());
    }
    return new Cell(json).withSource(source);
  }

  public static Cell solution(String id, String source) {
    return graded(plain("code", source), id, false, true, false, 0);
  }

  public static Cell test(String id, double points, String source) {
    return graded(plain("code", source), id, true, false, true, points);
  }

  public static Cell locked(String id, String source) {
    return graded(plain("code", source), id, false, false, true, 0);
  }

  public static Cell graded(
      Cell cell, String id, boolean grade, boolean solution, boolean locked, double points) {
    JsonObject nbgrader = new JsonObject();
    nbgrader.addProperty("schema_version", 3);
    nbgrader.addProperty("grade_id", id);
    nbgrader.addProperty("grade", grade);
    nbgrader.addProperty("solution", solution);
    nbgrader.addProperty("locked", locked);
    if (grade) {
      nbgrader.addProperty("points", points);
    }
    JsonObject metadata = cell.metadata().deepCopy();
    metadata.add("nbgrader", nbgrader);
    return cell.withMetadata(metadata);
  }
}
