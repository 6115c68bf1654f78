/**
 * Exercises: checks of a learner's answer that explain what is wrong with it.
 *
 * <p>An {@link gradus.exercise.Answer} is compared with known numbers; a {@link
 * gradus.exercise.Question} gives random inputs and computes what the usual mistakes would answer.
 * Both check without printing: a wrong answer throws, and the message ends with a hint. The
 * questions of the course are in {@link gradus.exercise.bank}.
 */
@NullMarked
package gradus.exercise;

import org.jspecify.annotations.NullMarked;
