package gradus.training;

import gradus.tensor.Precision;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Where a checkpoint comes from, as texts by name, and what of it must agree to go on. */
final class Provenance {
  /**
   * What the rest of a run depends on, apart from rates and examples, which have checks of their
   * own.
   */
  private static final Set<String> MUST_AGREE =
      Set.of("seed", "batch size", "weight decay", "loss", "optimizer");

  private final SequencedMap<String, String> texts = new LinkedHashMap<>();

  Provenance with(String name, Object value) {
    texts.put(name, describe(value));
    return this;
  }

  /** The versions of this kit and of what computes. */
  Provenance withVersions() {
    String kit = Provenance.class.getPackage().getImplementationVersion();
    return with("gradus", Optional.ofNullable(kit).orElse("not packaged"))
        .with("java", Runtime.version())
        .with("engine", Precision.SINGLE.engine());
  }

  SequencedMap<String, String> texts() {
    return texts;
  }

  /** Refuses to go on from what was made otherwise, naming all differences at once. */
  void requireAgreement(Checkpoint checkpoint) throws IOException {
    Map<String, String> stored = checkpoint.provenance();
    StringBuilder differences = new StringBuilder();
    for (var entry : texts.entrySet()) {
      String was = stored.getOrDefault(entry.getKey(), "not stored");
      if (MUST_AGREE.contains(entry.getKey()) && !was.equals(entry.getValue())) {
        differences.append(
            "\n  %s: it has %s, the trainer %s".formatted(entry.getKey(), was, entry.getValue()));
      }
    }
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s was made by another run; to use its weights alone, load them into the network%s"
              .formatted(checkpoint, differences));
    }
  }

  /** Its text; where that is an address in memory, which no two runs share, its class. */
  private static String describe(Object value) {
    String text = value.toString();
    Class<?> type = value.getClass();
    boolean address = text.equals(type.getName() + "@" + Integer.toHexString(value.hashCode()));
    return !address ? text : type.isHidden() ? "a lambda" : type.getSimpleName();
  }
}
