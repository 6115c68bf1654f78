package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.junit.jupiter.api.Test;

class CellOutputTest {
  private final CellOutput output = new CellOutput();
  private final PrintStream out = output.stream(false, Optional::of);
  private final PrintStream err = output.stream(true, Optional::of);

  /** A cell that records its messages. */
  private static final class Cell extends ShellReplyEnvironment {
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());

    private Cell() {
      super(null, null, null, null);
    }

    @Override
    public void writeToStdOut(String text) {
      messages.add("out:" + text);
    }

    @Override
    public void writeToStdErr(String text) {
      messages.add("err:" + text);
    }

    private String text() {
      return String.join("", messages).replace("out:", "").replace("err:", "");
    }
  }

  @Test
  void textBelongsToTheCurrentCell() {
    Cell first = new Cell();
    Cell second = new Cell();
    output.belongTo(first);
    out.print("one");
    output.belongTo(second);
    out.print("two");
    output.flush();
    assertEquals(List.of("one", "two"), List.of(first.text(), second.text()));
  }

  @Test
  void outputAndErrorsStayApartAndInOrder() {
    Cell cell = new Cell();
    output.belongTo(cell);
    out.print("a");
    err.print("b");
    out.print("c");
    output.flush();
    assertEquals(List.of("out:a", "err:b", "out:c"), cell.messages);
  }

  @Test
  void manyLinesArriveInFewMessages() {
    Cell cell = new Cell();
    output.belongTo(cell);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      out.println(i);
      expected.append(i).append(System.lineSeparator());
    }
    output.flush();
    assertEquals(expected.toString(), cell.text());
    assertEquals(true, cell.messages.size() < 1000, "messages: " + cell.messages.size());
  }

  @Test
  void aCharacterWaitsForItsLastByte() {
    Cell cell = new Cell();
    output.belongTo(cell);
    for (String character : List.of("ü", "日", "😀")) {
      byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
      for (byte one : bytes) {
        out.write(one);
        output.flush();
      }
    }
    assertEquals(List.of("out:ü", "out:日", "out:😀"), cell.messages);
  }

  @Test
  void textIsSentWithoutBeingAskedFor() throws InterruptedException {
    Cell cell = new Cell();
    output.belongTo(cell);
    out.print("soon");
    for (int i = 0; i < 200 && cell.messages.isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertEquals("soon", cell.text());
  }
}
