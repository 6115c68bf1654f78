/**
 * Runs what a stranger wrote: a kernel in a process of its own, within limits, behind what the
 * operating system offers to keep it in. What is promised, and by what, is in {@code SECURITY.md}.
 */
@NullMarked
package gradus.sandbox;

import org.jspecify.annotations.NullMarked;
