package gradus.notebook;

import com.google.gson.JsonObject;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * nbgrader's metadata of a cell (schema 3).
 *
 * @param gradeId its name, unique in the notebook
 * @param grade whether it earns points
 * @param solution whether a student writes it
 * @param locked whether it was marked as read-only
 * @param task whether it is a task that a person grades
 * @param points that it can earn
 */
public record NbgraderMetadata(
    String gradeId, boolean grade, boolean solution, boolean locked, boolean task, double points) {

  static NbgraderMetadata of(JsonObject json) {
    return new NbgraderMetadata(
        json.has("grade_id") ? json.get("grade_id").getAsString() : "",
        flag(json, "grade"),
        flag(json, "solution"),
        flag(json, "locked"),
        flag(json, "task"),
        json.has("points") ? json.get("points").getAsDouble() : 0);
  }

  private static boolean flag(JsonObject json, String name) {
    return json.has(name) && json.get(name).getAsBoolean();
  }

  /** Whether a student must leave the cell as it is: all but what is a solution. */
  public boolean isLocked() {
    return !solution && (grade || locked || task);
  }

  /** Whether the cell earns its points by running without an error. */
  boolean isTest() {
    return grade && !solution && !task;
  }

  /** Whether a person gives its points. */
  boolean isGradedByHand() {
    return task || (grade && solution);
  }

  /** Whether nbgrader keeps track of the cell at all. */
  public boolean isTracked() {
    return grade || solution || isLocked();
  }

  /** nbgrader's checksum of a cell: MD5 over its text, its type and what its metadata say. */
  public String checksum(String source, String cellType) {
    String all =
        source
            + cellType
            + python(grade)
            + python(solution)
            + python(isLocked())
            + gradeId
            + (grade ? Double.toString(points) : "");
    return DigestUtils.md5Hex(all);
  }

  /** nbgrader joins what Python's {@code str} makes of a truth value. */
  private static String python(boolean value) {
    return value ? "True" : "False";
  }
}
