package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.DeleteSet;
import dev.atrium.ydoc.update.Id;
import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shared types nest 256 deep and no deeper, whichever way they come in. */
class NestingTest {

  private static final int MAX_DEPTH = 256;
  private static final long EVE = 9;
  private static final long BOB = 8;

  private final Doc doc = new Doc(1, true);

  @Test
  void typesThatAreMadeHereNestUpToTheLimit() {
    ArrayType inner = doc.array("deep");
    for (int depth = 1; depth <= MAX_DEPTH; depth++) {
      inner = inner.insertArray(0);
    }
    ArrayType deepest = inner;

    assertThatThrownBy(() -> deepest.insertArray(0)).isInstanceOf(IllegalStateException.class);
    deepest.add("a value");
    assertThat(deepest.toList()).containsExactly("a value");
  }

  @Test
  void whatIsAtTheLimitIsTakenAndDeleted() {
    doc.applyUpdate(chain(EVE, null, MAX_DEPTH), null);
    assertThat(doc.hasPending()).isFalse();

    doc.array("deep").delete(0, 1);

    assertThat(doc.partCount()).isLessThan(5);
  }

  @Test
  void anUpdateThatIsTooDeepIsRefusedAndChangesNothing() {
    List<byte[]> heard = new ArrayList<>();
    doc.onUpdate((update, transaction) -> heard.add(update));

    refuses(chain(EVE, null, MAX_DEPTH + 1));

    assertThat(heard).isEmpty();
    assertThat(doc.hasPending()).isFalse();
    assertThat(doc.encodeStateAsUpdate()).isEqualTo(Update.EMPTY.encode());
  }

  @Test
  void whatIsPutIntoTheDeepestTypeIsRefused() {
    doc.applyUpdate(chain(EVE, null, MAX_DEPTH), null);
    byte[] before = doc.encodeStateAsUpdate();
    Id deepest = new Id(EVE, MAX_DEPTH - 1);

    refuses(chain(BOB, deepest, 1));
    refuses(encoded(BOB, List.of(value(BOB, 0, deepest), beside(BOB, 1, new Id(BOB, 0)))));

    assertThat(doc.encodeStateAsUpdate()).isEqualTo(before);
    doc.applyUpdate(encoded(BOB, List.of(beside(BOB, 0, deepest))), null);
    assertThat(doc.stateVector().clock(BOB)).as("a neighbour of the deepest").isEqualTo(1);
  }

  @Test
  void whatWaitedAndTurnsOutTooDeepDoesNotKeepOutWhatItWaitedFor() {
    doc.applyUpdate(chain(EVE, new Id(BOB, 99), 200), null);
    assertThat(doc.hasPending()).isTrue();

    doc.applyUpdate(chain(BOB, null, 100), null);

    assertThat(doc.stateVector().clock(BOB)).isEqualTo(100);
    assertThat(doc.hasPending()).isFalse();
    refuses(chain(EVE, new Id(BOB, 99), 200));
  }

  @Test
  void typesThatAreInsideOfEachOtherWaitForever() {
    Struct one = type(EVE, 0, null, new Id(BOB, 0));
    Struct other = type(BOB, 0, null, new Id(EVE, 0));
    var sections =
        List.of(new Update.Section(EVE, List.of(one)), new Update.Section(BOB, List.of(other)));

    doc.applyUpdate(new Update(sections, DeleteSet.EMPTY).encode(), null);

    assertThat(doc.hasPending()).isTrue();
    assertThat(doc.partCount()).isZero();
  }

  private void refuses(byte[] update) {
    assertThatThrownBy(() -> doc.applyUpdate(update, null))
        .isInstanceOf(DecodingException.class)
        .hasMessageContaining("256 deep");
  }

  /** Types inside of each other; the first one is in {@code outer}, or in a top-level one. */
  private static byte[] chain(long client, Id outer, int depth) {
    List<Struct> structs = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      structs.add(type(client, i, null, i == 0 ? outer : new Id(client, i - 1)));
    }
    return encoded(client, structs);
  }

  private static Struct beside(long client, int clock, Id origin) {
    return type(client, clock, origin, null);
  }

  private static Struct type(long client, int clock, Id origin, Id parent) {
    return item(client, clock, origin, parent, ContentOf.ARRAY);
  }

  private static Struct value(long client, int clock, Id parent) {
    return item(client, clock, null, parent, new Content.Binary(new byte[1]));
  }

  private static Struct item(long client, int clock, Id origin, Id parent, Content content) {
    String root = origin == null && parent == null ? "deep" : null;
    return new Struct.Item(client, clock, origin, null, root, parent, null, content);
  }

  private static byte[] encoded(long client, List<Struct> structs) {
    return new Update(List.of(new Update.Section(client, structs)), DeleteSet.EMPTY).encode();
  }
}
