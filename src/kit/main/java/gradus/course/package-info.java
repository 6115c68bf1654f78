/**
 * What every notebook of the course shares: the folder of the kit, the budget that says how long an
 * experiment may take, timing, and the kit's version.
 *
 * <p>Folder and budget come from the environment, so the same notebook runs in a test in seconds
 * and in a report for as long as the report did.
 */
@NullMarked
package gradus.course;

import org.jspecify.annotations.NullMarked;
