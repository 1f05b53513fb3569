package dev.atrium.runner.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrollbackTest {

  private static final int CAPACITY = 64 * 1024;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsExactlyTheNewestBytesWhateverThePiecesAre(long seed) {
    Random random = new Random(seed);
    byte[] all = new byte[5 * CAPACITY];
    random.nextBytes(all);
    Scrollback scrollback = new Scrollback(CAPACITY);
    int written = 0;
    while (written < all.length) {
      int piece = Math.min(all.length - written, random.nextInt(1, 2 * CAPACITY));
      scrollback.append(ByteBuffer.wrap(all, written, piece));
      written += piece;
      assertThat(scrollback.end()).isEqualTo(written);
      assertThat(scrollback.start())
          .isBetween(Math.max(0L, written - CAPACITY), (long) written)
          .isEqualTo(Math.max(0, written - Math.min(CAPACITY, ringOf(written))));
      int from = random.nextInt((int) scrollback.start(), written + 1);
      ByteBuffer copy = ByteBuffer.allocate(written - from);
      scrollback.copy(from, copy);
      assertThat(copy.array()).isEqualTo(java.util.Arrays.copyOfRange(all, from, written));
    }
  }

  /** The ring doubles from 16 KiB, so nothing is forgotten before the capacity is reached. */
  private static int ringOf(int written) {
    return written <= CAPACITY ? Integer.MAX_VALUE : CAPACITY;
  }

  @Test
  void copiesNoMoreThanFits() {
    Scrollback scrollback = filled("0123456789");
    ByteBuffer four = ByteBuffer.allocate(4);
    scrollback.copy(3, four);
    assertThat(new String(four.array(), StandardCharsets.US_ASCII)).isEqualTo("3456");
  }

  @Test
  void aScreenBeginsBehindALineFeed() {
    assertThat(filled("half a line\nwhole").beginning(3)).isEqualTo(12);
    assertThat(filled("half a line").beginning(0)).isZero();
  }

  @Test
  void withoutALineFeedAScreenDoesNotBeginInsideACharacter() {
    Scrollback scrollback = filled("a😀b");
    assertThat(scrollback.beginning(1)).isEqualTo(1);
    assertThat(scrollback.beginning(2)).isEqualTo(5);
    assertThat(scrollback.beginning(4)).isEqualTo(5);
    assertThat(scrollback.beginning(6)).isEqualTo(6);
  }

  private static Scrollback filled(String text) {
    Scrollback scrollback = new Scrollback(CAPACITY);
    scrollback.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return scrollback;
  }
}
