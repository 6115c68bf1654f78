package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavadocTest {
  @Test
  void tagsAreRemovedAndEntitiesReplaced() {
    assertEquals(
        "The list of a<b, see List.\nTwo & more.",
        Javadoc.plain(
            " The {@code list} of a&lt;b, see {@link List}.\n<p>Two &amp; <b>more</b>. "));
  }
}
