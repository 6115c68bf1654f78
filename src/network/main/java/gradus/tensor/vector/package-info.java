/**
 * The fast engine: single precision over the JDK's Vector API, on all cores.
 *
 * <p>{@code VectorEngine} replaces the hot operations of the plain single-precision engine by the
 * kernels of this package, {@code Parallel} splits work among threads; no other class is public.
 * {@code ../README.md} explains how they work. Every kernel has a plain twin that it must equal on
 * random shapes.
 */
@NullMarked
package gradus.tensor.vector;

import org.jspecify.annotations.NullMarked;
