package gradus.data;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
  private static final long HEAP = Runtime.getRuntime().maxMemory();

  @Test
  void whatFitsIsSilent() {
    assertDoesNotThrow(() -> HeapRoom.require(32 << 20, "few images", "take fewer"));
  }

  @Test
  void whatDoesNotFitSaysSoBeforeItStarts() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () -> HeapRoom.require(HEAP + (1 << 20), "50,000 images as double", "take fewer"));
    assertTrue(
        e.getMessage().matches("50,000 images as double take [\\d,]+ MB, and .*; take fewer"),
        e.getMessage());
  }

  @Test
  void whatIsTakenAlreadyIsNoRoom() {
    byte[] taken = new byte[(int) Math.min(HEAP / 8, 64 << 20)];
    assertThrows(
        IllegalStateException.class,
        () -> HeapRoom.require(HEAP - taken.length / 2, "images", "take fewer"));
    Reference.reachabilityFence(taken);
  }

  @Test
  void garbageIsRoom() {
    for (int i = 0; i < 4; i++) {
      assertTrue(new byte[(int) Math.min(HEAP / 8, 64 << 20)].length > 0);
    }
    assertDoesNotThrow(() -> HeapRoom.require(HEAP / 2, "images", "take fewer"));
  }
}
