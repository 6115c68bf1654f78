/**
 * Fetches the published archives, and installs a data set only when it is complete and verified.
 *
 * <p>A {@link gradus.datasets.download.Manifest} lists where the files are and what they must be;
 * an {@link gradus.datasets.download.Installation} fetches, verifies, unpacks and places one set. A
 * failure is reported with its source and reason, and leaves the data folder as it was.
 */
@NullMarked
package gradus.datasets.download;

import org.jspecify.annotations.NullMarked;
