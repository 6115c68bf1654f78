package gradus.exercise;

import gradus.plot.Show;
import gradus.plot.display.MimeBundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A question to answer before the next cell is run.
 *
 * @param id with its lesson, such as {@code 01/own-album}
 * @param question one sentence
 * @param answer with its reason
 */
record Prediction(String id, String question, String answer) {
  /**
   * Shows the question; where somebody is there who can type, asks for the answer first, once. It
   * is kept with the learner's progress and in the metadata of the output.
   */
  void ask() {
    Optional<String> known = ProgressFile.ofLearner().prediction(id);
    Optional<String> said = known.isPresent() ? known : typed();
    if (known.isEmpty()) {
      // Read again: while the learner was thinking, another notebook may have written it.
      said.ifPresent(text -> ProgressFile.ofLearner().predict(id, text));
    }
    Show.show(bundle(said));
  }

  /** A line of input; none where there is no one to type it, or nothing was typed. */
  private Optional<String> typed() {
    if ("off".equals(System.getenv("GRADUS_PROGRESS"))) {
      return Optional.empty();
    }
    System.out.println("Predict: " + question);
    try {
      // Not closed: the stream belongs to the kernel.
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return Optional.ofNullable(line).map(String::strip).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  MimeBundle bundle(Optional<String> said) {
    String yours =
        said.map(text -> "<br>You say: <em>" + MimeBundle.escaped(text) + "</em>").orElse("");
    String html =
        "<div style='border-left: 3px solid currentColor; padding-left: 0.8em'><b>Predict.</b> %s%s<details><summary>Answer</summary>%s</details></div>"
            .formatted(MimeBundle.escaped(question), yours, MimeBundle.escaped(answer));
    Map<String, Object> kept = new TreeMap<>(Map.of("id", id));
    said.ifPresent(text -> kept.put("prediction", text));
    MimeBundle shown =
        MimeBundle.html(html, "Predict. " + question + said.map(t -> "\nYou say: " + t).orElse(""));
    return new MimeBundle(shown.data(), Map.of("gradus", kept));
  }
}
