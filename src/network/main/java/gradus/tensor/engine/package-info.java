/**
 * The arithmetic behind a tensor: on EJML matrices and plain numbers, without shapes to check or
 * results to allocate.
 *
 * <p>{@code Engine} declares every operation once. {@code DoubleEngine} is the readable one, most
 * of it EJML's own operations; the build writes {@code FloatEngine}, its twin in single precision,
 * from the same text. Only {@code gradus.tensor} calls them.
 */
@NullMarked
package gradus.tensor.engine;

import org.jspecify.annotations.NullMarked;
