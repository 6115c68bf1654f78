package gradus.plot.network;

import gradus.plot.network.Block.Branches;
import gradus.plot.network.Block.Repeat;
import java.util.ArrayList;
import java.util.List;

/** Finds residual blocks that come several times in a row, as in a ResNet. */
final class Repeats {
  /** A block is a residual connection and perhaps what follows it, such as a ReLU. */
  private static final int LONGEST = 3;

  private Repeats() {}

  /** The same blocks, those that repeat folded into one. */
  static List<Block> fold(List<Block> blocks) {
    List<Block> folded = new ArrayList<>();
    for (int i = 0; i < blocks.size(); ) {
      int length = length(blocks, i);
      int times = length == 0 ? 1 : times(blocks, i, length);
      if (times > 1) {
        folded.add(new Repeat(List.copyOf(blocks.subList(i, i + length)), times));
        i += length * times;
      } else {
        folded.add(blocks.get(i++));
      }
    }
    return folded;
  }

  /** The length of the shortest block that starts here and is repeated, 0 if none is. */
  private static int length(List<Block> blocks, int start) {
    if (!(blocks.get(start) instanceof Branches)) {
      return 0;
    }
    for (int length = 1; length <= LONGEST; length++) {
      if (times(blocks, start, length) > 1) {
        return length;
      }
    }
    return 0;
  }

  private static int times(List<Block> blocks, int start, int length) {
    int times = 1;
    while (start + (times + 1) * length <= blocks.size()
        && text(blocks, start, length).equals(text(blocks, start + times * length, length))) {
      times++;
    }
    return times;
  }

  private static List<String> text(List<Block> blocks, int start, int length) {
    return blocks.subList(start, start + length).stream()
        .map(block -> block.text() + block.input() + block.output())
        .toList();
  }
}
