package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The loss of a batch and its gradient.
 *
 * @param loss the mean over the batch, or of a {@link Summed} loss the sum
 * @param gradient of the loss with respect to the outputs, of their shape
 */
public record LossValue(double loss, Tensor gradient) {}
