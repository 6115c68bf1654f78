/**
 * Assignments: notebooks with solutions, what students receive of them, and the grading of what
 * comes back.
 *
 * <p>The format is nbgrader's own, so that a teacher who has nbgrader uses the same files; one who
 * has not uses {@code ./gradus release} and {@code ./gradus grade}. Nothing here knows what an
 * exercise is about.
 */
@NullMarked
package gradus.assignment;

import org.jspecify.annotations.NullMarked;
