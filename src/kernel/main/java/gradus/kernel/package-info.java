/**
 * The Jupyter kernel: runs the cells of a Java notebook.
 *
 * <p>It is compatible with IJava and speaks the protocol through the library of its successor,
 * JJava, but keeps what those lose: variables, output and the right to interrupt. It stands apart
 * and imports no other package of Gradus, so that it can be read, and replaced, on its own.
 */
@NullMarked
package gradus.kernel;

import org.jspecify.annotations.NullMarked;
