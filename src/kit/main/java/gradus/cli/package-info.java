/**
 * The commands that are typed: {@code ./gradus data}, {@code run}, {@code test} and the others.
 *
 * <p>Each command is one class that reads its options, calls the library and says in plain words
 * what happened. Exit code 0 means done, 1 that something went wrong and was explained, 2 that the
 * command was not understood, 3 that something it needs is missing.
 */
@NullMarked
package gradus.cli;

import org.jspecify.annotations.NullMarked;
