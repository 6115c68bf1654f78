/**
 * What every notebook of the course shares: the folder of the kit, and the budget that says how
 * long an experiment may take. Both come from the environment, so the same notebook runs in a test
 * in seconds and in a report for as long as the report did.
 */
@NullMarked
package gradus.course;

import org.jspecify.annotations.NullMarked;
