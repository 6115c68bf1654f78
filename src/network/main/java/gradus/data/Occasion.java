package gradus.data;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The occasion of a picture's change: its epoch and its random numbers.
 *
 * @param epoch the number of the epoch, from 0
 * @param random the stream of this picture in this epoch
 * @param ofPicture opens the stream of this picture that is the same in all epochs
 */
public record Occasion(long epoch, RandomGenerator random, Supplier<RandomGenerator> ofPicture) {}
