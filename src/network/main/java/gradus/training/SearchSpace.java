package gradus.training;

import gradus.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * The ranges of all hyper-parameters that are searched together.
 *
 * <p>Random settings find more than a grid of the same number, since each tries a new value of the
 * hyper-parameter that matters (J. Bergstra and Y. Bengio, "Random search for hyper-parameter
 * optimization", 2012). From coarse to fine: search, then search {@link #around} the best.
 */
public record SearchSpace(List<Range> ranges) {
  public SearchSpace {
    ranges = List.copyOf(ranges);
  }

  /** These ranges. */
  public static SearchSpace of(Range... ranges) {
    return new SearchSpace(Arrays.asList(ranges));
  }

  /** Random settings; the first ones do not depend on their number. */
  public List<HyperParameters> random(int settings, Seed seed) {
    return LongStream.range(0, settings).mapToObj(i -> draw(seed.stream("search", i))).toList();
  }

  private HyperParameters draw(RandomGenerator random) {
    HyperParameters setting = HyperParameters.none();
    for (Range range : ranges) {
      setting = setting.and(range.name(), range.draw(random));
    }
    return setting;
  }

  /** All combinations of {@code points} evenly spaced values of each. */
  public List<HyperParameters> grid(int points) {
    List<HyperParameters> all = List.of(HyperParameters.none());
    for (Range range : ranges) {
      all = HyperParameters.grid(all, HyperParameters.each(range.name(), range.points(points)));
    }
    return all;
  }

  /** The part of this space around a setting, a given share of each range wide. */
  public SearchSpace around(HyperParameters setting, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a share of a range is above 0 and at most 1, got " + share);
    }
    return new SearchSpace(
        ranges.stream().map(range -> range.around(setting.of(range.name()), share)).toList());
  }
}
