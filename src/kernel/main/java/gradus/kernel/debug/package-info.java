/**
 * The debugger of a notebook: answers the requests of the Debug Adapter Protocol, and of what
 * Jupyter adds to it, for cells and libraries.
 *
 * <p>It looks at the JVM in which it runs itself, over the Java Debug Interface and a socket of the
 * loopback interface, and only ever suspends the thread that has reached a breakpoint; the kernel
 * goes on answering. Objects are described by reflection, without the Java Debug Interface. It
 * knows the session and nothing of Jupyter's messages.
 */
@NullMarked
package gradus.kernel.debug;

import org.jspecify.annotations.NullMarked;
