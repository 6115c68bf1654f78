package gradus.loss;

import gradus.tensor.Tensor;

/**
 * What a loss says of a batch.
 *
 * @param loss the mean over the batch
 * @param gradient of the loss with respect to the graded output, of its shape
 */
public record LossValue(double loss, Tensor gradient) {}
