/**
 * The experiments of the five reports: what each report says it did, as data, and what came out
 * when it was done again.
 *
 * <p>A {@link gradus.report.Recipe} says how one network is trained and reads like the table of a
 * report; an {@link gradus.report.Experiment} sets what a report claims beside the recipes that
 * test it. Runs leave one {@link gradus.report.RunRecord} each in a folder of {@link
 * gradus.report.Results}, and every table and verdict is computed from those records alone.
 */
@NullMarked
package gradus.report;

import org.jspecify.annotations.NullMarked;
