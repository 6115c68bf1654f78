package gradus.bench.race;

import java.util.Optional;

/** One of the changes that lead from report R0's best network to that of the race, in order. */
public enum Change {
  STANDARDISED("standardised pixels, He's weights"),
  BATCH_NORM("batch norm"),
  AUGMENTED("alternating flips, moves by 2 pixels"),
  SCHEDULE("momentum, a rate that falls to 0"),
  WIDE("a wide net of 3×3 convolutions"),
  WHITENED("whitened patches"),
  DIRAC("filters that begin as the identity"),
  SMOOTHED("smoothed labels"),
  MUON("Muon for the filters");

  private final String words;

  Change(String words) {
    this.words = words;
  }

  /** What it makes no sense without. */
  Optional<Change> needs() {
    return switch (this) {
      case WHITENED, DIRAC -> Optional.of(WIDE);
      case MUON -> Optional.of(BATCH_NORM); // it sets the filters' lengths
      default -> Optional.empty();
    };
  }

  /** What is added, in a few words. */
  @Override
  public String toString() {
    return words;
  }
}
