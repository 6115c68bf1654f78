package gradus.kernel.session;

import org.jspecify.annotations.Nullable;

/**
 * A variable of a notebook as it is now.
 *
 * @param name its name
 * @param type its declared type, with type arguments
 * @param value its value
 */
public record Variable(String name, String type, @Nullable Object value) {}
