package gradus.training;

/**
 * One step of training, after it.
 *
 * @param number of the step, from 1
 * @param epoch that the step belongs to, from 1
 * @param learningRate of this step
 * @param loss of its mini-batch before the update, without the penalty on weights
 * @param minibatchAccuracy the share of the mini-batch that was right before the update, in
 *     training mode
 */
public record Step(
    long number, long epoch, double learningRate, double loss, double minibatchAccuracy) {}
