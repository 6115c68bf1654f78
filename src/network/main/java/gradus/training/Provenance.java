package gradus.training;

import gradus.tensor.Engines;
import gradus.tensor.Precision;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a checkpoint comes from, as texts by name, and what of it must agree to go on. */
final class Provenance {
  /**
   * What the rest of a run depends on, apart from rates and examples, which have checks of their
   * own.
   */
  private static final Set<String> MUST_AGREE =
      Set.of("seed", "network", "batch size", "weight decay", "loss", "optimizer", "augmentation");

  /** The name of a lambda, which differs from run to run. */
  private static final Pattern LAMBDA = Pattern.compile("[\\w.$]*\\$\\$Lambda[\\w/]*@\\p{XDigit}+");

  /** A class's simple name between its package, or its cell of a notebook, and its address. */
  private static final Pattern ADDRESS = Pattern.compile("(?:[\\w.$]*[.$])?(\\w+)@\\p{XDigit}+");

  /** The number of characters of a text shown in a message. */
  private static final int LONG = 60;

  private final SequencedMap<String, String> texts = new LinkedHashMap<>();

  Provenance with(String name, Object value) {
    texts.put(name, describe(value));
    return this;
  }

  /** The versions of the library and of what computes. */
  Provenance withVersions() {
    return with("gradus", Version.current())
        .with("java", Runtime.version())
        .with("engine", Engines.describe(Precision.SINGLE));
  }

  SequencedMap<String, String> texts() {
    return texts;
  }

  /** Refuses a checkpoint of a run with other options, naming all differences at once. */
  void requireAgreement(Checkpoint checkpoint) throws IOException {
    Map<String, String> stored = checkpoint.provenance();
    StringBuilder differences = new StringBuilder();
    for (var entry : texts.entrySet()) {
      String was = stored.getOrDefault(entry.getKey(), "not stored");
      if (MUST_AGREE.contains(entry.getKey()) && !was.equals(entry.getValue())) {
        differences.append(
            "\n  %s: it has %s, the trainer %s"
                .formatted(
                    entry.getKey(), part(was, entry.getValue()), part(entry.getValue(), was)));
      }
    }
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s was made by another run; to use its weights alone, load them into the network%s"
              .formatted(checkpoint, differences));
    }
  }

  /** A text, or of a long one what stands where it begins to differ from another. */
  private static String part(String text, String other) {
    if (text.length() <= LONG) {
      return text;
    }
    int same = 0;
    while (same < Math.min(text.length(), other.length())
        && text.charAt(same) == other.charAt(same)) {
      same++;
    }
    int comma = text.lastIndexOf(", ", same);
    int from = comma < 0 ? 0 : comma + 2;
    return "… " + text.substring(from, Math.min(text.length(), from + LONG)) + " …";
  }

  /** Its text; where that has addresses in memory, the names of the classes alone. */
  private static String describe(Object value) {
    String withoutLambdas = LAMBDA.matcher(value.toString()).replaceAll("a lambda");
    return ADDRESS.matcher(withoutLambdas).replaceAll("$1");
  }
}
