/**
 * A Java kernel for Jupyter: answers the requests of a notebook with the help of a {@link
 * gradus.kernel.session.Session}.
 *
 * <p>It runs notebooks written for IJava and speaks the protocol through the library of JJava,
 * IJava's successor. It imports no other package of Gradus, so it can be used and replaced on its
 * own. It is started by {@link gradus.kernel.KernelMain} and registered by {@link
 * gradus.kernel.KernelSpec}.
 */
@NullMarked
package gradus.kernel;

import org.jspecify.annotations.NullMarked;
