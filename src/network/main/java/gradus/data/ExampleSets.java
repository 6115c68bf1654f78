package gradus.data;

/**
 * The parts of a {@link Split} as a network sees them, all preprocessed alike.
 *
 * @param training what the weights are trained on
 * @param validation what models are compared on
 * @param test what is looked at once, at the end
 */
public record ExampleSets(ImageExamples training, ImageExamples validation, ImageExamples test) {
  /** How their pixels become numbers: measured on the training images. */
  public Preprocessing preprocessing() {
    return training.preprocessing();
  }
}
