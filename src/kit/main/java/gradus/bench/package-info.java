/**
 * The benchmark: how fast the library is, used as a learner uses it.
 *
 * <p>Each {@link gradus.bench.Case} trains, classifies or compares on real pictures, through the
 * models, the trainer and the data pipeline that notebooks use, in a process of its own with the
 * flags of all training outside of notebooks. Other libraries are timed in the same run, in turns,
 * through the same few lines of text; their programs lie in {@code src/kit/bench}, so that none of
 * them is ever on the kit's class path.
 */
@NullMarked
package gradus.bench;

import org.jspecify.annotations.NullMarked;
