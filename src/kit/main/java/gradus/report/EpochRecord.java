package gradus.report;

import gradus.training.Evaluation;

/**
 * The state of a run after an epoch.
 *
 * @param epoch its number; 0 is before training
 * @param step the number of its last step
 * @param learningRate of its last step
 * @param meanBatchLoss the mean of its mini-batch losses
 * @param meanBatchAccuracy the mean of its mini-batch accuracies
 * @param lastBatchAccuracy the accuracy on its last mini-batch alone
 * @param training on the first training images, at most 2,000, in evaluation mode
 * @param validation on all validation images; NaN without any
 * @param test on all test images
 * @param seconds of training so far, without evaluation
 */
public record EpochRecord(
    int epoch,
    long step,
    double learningRate,
    double meanBatchLoss,
    double meanBatchAccuracy,
    double lastBatchAccuracy,
    Evaluation training,
    Evaluation validation,
    Evaluation test,
    double seconds) {}
