/**
 * The results of a class: kept one by one as they are graded, and made into tables and pages.
 *
 * <p>Every file is written beside its place and moved there, so that what is on the disk is whole
 * whenever a grading ends. What a teacher writes, in {@code manual.csv} or in columns of {@code
 * class.csv}, is read and kept. How a submission is graded is the business of {@link
 * gradus.grading}.
 */
@NullMarked
package gradus.gradebook;

import org.jspecify.annotations.NullMarked;
