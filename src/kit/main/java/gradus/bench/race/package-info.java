/**
 * The race to an accuracy on CIFAR-10, from the bytes of its files to the accuracy on the test
 * images.
 *
 * <p>A {@link gradus.bench.race.Goal} says how it is run, {@link gradus.bench.race.CifarRace} runs
 * it, and each run leaves a {@link gradus.bench.race.RaceRecord}.
 *
 * <p>A {@link gradus.bench.race.Ladder} leads there from report R0's best network, one {@link
 * gradus.bench.race.Change} at each {@link gradus.bench.race.Rung}.
 */
@NullMarked
package gradus.bench.race;

import org.jspecify.annotations.NullMarked;
