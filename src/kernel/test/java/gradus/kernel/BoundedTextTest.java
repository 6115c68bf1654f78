package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BoundedTextTest {
  @Test
  void aShortTextIsKeptWhole() {
    BoundedText text = new BoundedText(10);
    PrintStream stream = text.stream();
    stream.print("ü日");
    stream.write('!');
    assertEquals("ü日!", text.toString());
  }

  @Test
  void whatExceedsTheLimitIsCountedAndDropped() {
    BoundedText text = new BoundedText(5);
    text.stream().print("0123");
    text.stream().print("456789");
    text.stream().print("more");
    assertEquals("01234\n… and 9 bytes more", text.toString());
  }
}
