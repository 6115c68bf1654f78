/**
 * What it takes to reproduce a report's experiment: its description as data, the runs, their
 * records, and the comparison with the report's numbers.
 *
 * <p>A {@link gradus.report.Recipe} says how one network is trained and reads like the table of a
 * report; an {@link gradus.report.Experiment} sets what a report claims beside the recipes that
 * test it. Each run leaves one {@link gradus.report.RunRecord} in a folder of {@link
 * gradus.report.Results}, and every table and verdict is computed from those records alone. The
 * experiments themselves are in {@link gradus.report.experiments}.
 */
@NullMarked
package gradus.report;

import org.jspecify.annotations.NullMarked;
