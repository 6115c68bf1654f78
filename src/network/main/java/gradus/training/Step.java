package gradus.training;

/**
 * One step of training, after it.
 *
 * @param number of the step, from 1
 * @param epoch that the step belongs to, from 1
 * @param learningRate of this step
 * @param batchLoss of its mini-batch before the update, without the penalty on weights
 * @param batchAccuracy the share of the mini-batch that was right before the update, in training
 *     mode; of few examples, and not an accuracy on the training set
 */
public record Step(
    long number, long epoch, double learningRate, double batchLoss, double batchAccuracy) {}
