package gradus.report.experiments;

import gradus.optimizer.Schedule;
import gradus.report.Recipe;
import gradus.report.SplitRule;
import gradus.training.HyperParameters;
import gradus.training.Range;
import gradus.training.SearchSpace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting of the search around R3's grid. The name of its recipe says it in full, so that
 * another machine can make its run.
 *
 * @param rate the learning rate of the first epoch, three digits
 * @param hidden the number of hidden units
 * @param decay the weight decay, three digits
 * @param gamma the factor of the learning rate after each epoch, three digits
 */
public record SearchPoint(double rate, int hidden, double decay, double gamma) {
  /** Around the report's grid, but for its width of 2,000, whose runs take longest. */
  public static final SearchSpace SPACE =
      SearchSpace.of(
          Range.logarithmic("learning rate", 1e-3, 1),
          Range.logarithmic("hidden units", 16, 1_000),
          Range.logarithmic("weight decay", 1e-5, 1e-1),
          Range.logarithmic("γ", 0.1, 1));

  private static final String NUMBER = "_([0-9.]+(?:E-?[0-9]+)?)";
  private static final Pattern NAME =
      Pattern.compile("r3-point" + NUMBER + "_([0-9]{1,4})" + NUMBER + NUMBER);
  private static final MathContext DIGITS = new MathContext(3);

  /** The nearest point to a setting of the space. */
  static SearchPoint of(HyperParameters setting) {
    return new SearchPoint(
        rounded(setting.of("learning rate")),
        (int) Math.round(setting.of("hidden units")),
        rounded(setting.of("weight decay")),
        rounded(setting.of("γ")));
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** The setting of the space. */
  HyperParameters setting() {
    return HyperParameters.none()
        .and("learning rate", rate)
        .and("hidden units", hidden)
        .and("weight decay", decay)
        .and("γ", gamma);
  }

  /** The point whose recipe has this name, unless it is the name of something else. */
  static Optional<SearchPoint> named(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? Optional.of(
            new SearchPoint(
                Double.parseDouble(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Double.parseDouble(parts.group(3)),
                Double.parseDouble(parts.group(4))))
        : Optional.empty();
  }

  /** The report's network at this setting: 5,000 images, four epochs. */
  public Recipe recipe() {
    String name = "r3-point_%s_%d_%s_%s".formatted(rate, hidden, decay, gamma);
    return Report3.leaky(Report3.SEARCH.named(name), hidden)
        .split(SplitRule.sample(5_000))
        .decay(Report3.shrinking(decay))
        .rate(Schedule.step(rate, 1, gamma))
        .epochs(4)
        .measuredEvery(4);
  }
}
