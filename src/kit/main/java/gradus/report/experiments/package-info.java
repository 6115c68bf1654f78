/**
 * The experiments of the five reports, one class for each report, as data for {@link
 * gradus.report}.
 *
 * <p>Every number of a report stands here once, with the recipe that tests it, what the report
 * leaves open and where it misleads. Tables for the notebooks and the acceptance criteria of the
 * whole reproduction are computed from these and from the records.
 */
@NullMarked
package gradus.report.experiments;

import org.jspecify.annotations.NullMarked;
