/**
 * Checks: what a learner's mathematics is compared with.
 *
 * <p>A check compares an answer with one that was found in another way, says where they differ
 * most, and throws with a hint where a notebook asks it to. It prints nothing and returns a value
 * that prints as a table.
 */
@NullMarked
package gradus.exercise;

import org.jspecify.annotations.NullMarked;
