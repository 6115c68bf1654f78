package gradus.similarity;

import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.util.Set;

/** Prints how similar each two submissions are by JPlag: first, second, from 0 to 1. */
public final class Pairs {
  private Pairs() {}

  /** The folders of the submissions and of what all have in common. */
  public static void main(String[] folders) throws Exception {
    var options =
        new JPlagOptions(new JavaLanguage(), Set.of(new File(folders[0])), Set.of())
            .withBaseCodeSubmissionDirectory(new File(folders[1]))
            .withMaximumNumberOfComparisons(JPlagOptions.SHOW_ALL_COMPARISONS);
    for (JPlagComparison pair : JPlag.run(options).getAllComparisons()) {
      System.out.printf(
          "%s %s %s%n",
          pair.firstSubmission().getName(), pair.secondSubmission().getName(), pair.similarity());
    }
  }
}
