package gradus.training;

/**
 * One pass over the training set, after it.
 *
 * @param number of the epoch, from 1
 * @param step the number of its last step, from 1
 * @param meanLoss the mean of its mini-batch losses, each before its update
 * @param meanMinibatchAccuracy the mean of its mini-batch accuracies; not an accuracy on the whole
 *     training set
 * @param validationLoss on the whole validation set in evaluation mode, NaN without one
 * @param validationAccuracy on the whole validation set in evaluation mode, NaN without one
 * @param seconds since training began
 */
public record Epoch(
    long number,
    long step,
    double meanLoss,
    double meanMinibatchAccuracy,
    double validationLoss,
    double validationAccuracy,
    double seconds) {}
