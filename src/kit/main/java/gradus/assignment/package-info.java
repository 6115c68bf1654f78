/**
 * Assignments: notebooks with solutions, their exercises, and what students receive of them.
 *
 * <p>The format is nbgrader's own, so that a teacher who has nbgrader uses the same files. Nothing
 * here knows what an exercise is about.
 */
@NullMarked
package gradus.assignment;

import org.jspecify.annotations.NullMarked;
