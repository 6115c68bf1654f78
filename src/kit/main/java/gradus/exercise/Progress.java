package gradus.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which exercises of the course are done, and which comes next. */
public final class Progress {
  /** The notebooks with exercises, in the order of the course. */
  public static final List<String> COURSE =
      List.of(
          "00",
          "01",
          "a1/knn",
          "02",
          "a1/svm",
          "a1/softmax",
          "03",
          "03b",
          "04",
          "a1/two-layer-net",
          "05",
          "a2/fully-connected",
          "a2/optimizers",
          "06",
          "a2/batch-norm",
          "07",
          "a2/dropout",
          "08",
          "a3/convolution",
          "09",
          "a3/conv-net",
          "10",
          "a3/residual",
          "11");

  private Progress() {}

  /** An exercise in the list of its notebook. */
  record Entry(String id, String title, int minutes) {}

  /** The file in which a notebook's exercises are listed, below this package's resources. */
  public static String listOf(String notebook) {
    return "index/" + notebook.replace('/', '-') + ".json";
  }

  static List<Entry> exercises(String notebook) {
    List<Entry> entries = new ArrayList<>();
    ExerciseFile.resource(listOf(notebook))
        .ifPresent(
            list -> {
              for (JsonElement element : list.getAsJsonArray("exercises")) {
                JsonObject entry = element.getAsJsonObject();
                entries.add(
                    new Entry(
                        entry.get("id").getAsString(),
                        entry.get("title").getAsString(),
                        entry.get("minutes").getAsInt()));
              }
            });
    return entries;
  }

  /** For example {@code 2 of 5 exercises are done; next: 01/votes, "The vote" (5 minutes)}. */
  static String of(String notebook, ProgressFile file) {
    List<Entry> all = exercises(notebook);
    long done = all.stream().filter(entry -> file.isSolved(entry.id())).count();
    return all.isEmpty()
        ? "no exercises"
        : "%s %s%s · %d of %d exercises done%s"
            .formatted(
                notebook,
                "●".repeat((int) done),
                "○".repeat((int) (all.size() - done)),
                done,
                all.size(),
                open(all, file).map(next -> "; next: " + shown(next)).orElse(""));
  }

  private static Optional<Entry> open(List<Entry> all, ProgressFile file) {
    return all.stream().filter(entry -> !file.isSolved(entry.id())).findFirst();
  }

  private static String shown(Entry entry) {
    return "%s, %s (%d minutes)".formatted(entry.id(), entry.title(), entry.minutes());
  }

  /** What to say below a verdict: how far the notebook is. */
  static String after(ExerciseData exercise, ProgressFile file) {
    return COURSE.stream()
        .filter(
            notebook ->
                exercises(notebook).stream().anyMatch(entry -> entry.id().equals(exercise.id())))
        .findFirst()
        .filter(notebook -> file.isSolved(exercise.id()))
        .map(notebook -> of(notebook, file))
        .orElse("");
  }

  /** What to do now: one line for each notebook that was begun, then the next exercise. */
  public static List<String> next() {
    return next(ProgressFile.ofLearner());
  }

  static List<String> next(ProgressFile file) {
    List<String> lines = new ArrayList<>();
    Optional<Entry> next = Optional.empty();
    for (String notebook : COURSE) {
      List<Entry> all = exercises(notebook);
      Optional<Entry> open = open(all, file);
      if (all.stream().anyMatch(entry -> file.isSolved(entry.id()))) {
        lines.add(of(notebook, file));
      }
      next = next.isPresent() ? next : open;
    }
    lines.add(
        next.map(entry -> "Next: " + shown(entry)).orElse("All exercises of the course are done."));
    return lines;
  }
}
