package dev.atrium.ydoc.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.encoding.Any;
import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.encoding.Encoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {

  private static final int STRING = 4;

  static List<Content> contents() {
    return List.of(
        new Content.Deleted(7),
        new Content.Json(new String[] {"{\"a\":1}", "undefined", "null"}),
        new Content.Binary(new byte[] {1, 2, 3}),
        new Content.Str("grüße 😀"),
        new Content.Embed("{\"image\":\"x\"}"),
        new Content.Format("bold", "true"),
        new Content.Type(TypeKind.XML_ELEMENT, "p"),
        new Content.Type(TypeKind.ARRAY, null),
        new Content.Values(new byte[][] {Any.encode(1), Any.encode(Map.of("k", "v"))}),
        new Content.Subdocument("guid", Any.encode(Map.of("autoLoad", true))));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyContentSurvivesARoundTrip(Content content) {
    byte[] update = updateWith(content);

    assertThat(Update.decode(update).encode()).isEqualTo(update);
    Doc doc = new Doc(1, false);
    doc.applyUpdate(update, null);
    assertThat(doc.encodeStateAsUpdate()).isEqualTo(withDeletions(update, content));
  }

  /** A document says of deleted contents that they are deleted, too. */
  private static byte[] withDeletions(byte[] update, Content content) {
    DeleteSet.Builder deletions = new DeleteSet.Builder();
    if (content instanceof Content.Deleted deleted) {
      deletions.add(9, 0, deleted.length());
    }
    return new Update(Update.decode(update).sections(), deletions.build()).encode();
  }

  private static byte[] updateWith(Content content) {
    Struct item = new Struct.Item(9, 0, null, null, "root", null, null, content);
    return new Update(List.of(new Update.Section(9, List.of(item))), DeleteSet.EMPTY).encode();
  }

  @Test
  void aTornPairBecomesTwoReplacementCharacters() {
    Content text = new Content.Str("a😀b");

    assertThat(text.head(2)).isEqualTo(new Content.Str("a\uFFFD"));
    assertThat(text.tail(2)).isEqualTo(new Content.Str("\uFFFDb"));
    assertThat(text.head(3)).isEqualTo(new Content.Str("a😀"));
    assertThat(text.tail(1)).isEqualTo(new Content.Str("😀b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 1})
  void aLengthThatIsWrongIsRefused(int more) {
    byte[] update = updateWith(new Content.Str("text"));
    byte[] other = Arrays.copyOf(update, update.length + more);

    assertThatThrownBy(() -> Update.decode(other)).isInstanceOf(DecodingException.class);
  }

  @Test
  void countsThatTheBytesCannotHoldAreRefused() {
    refuses(encoder -> encoder.writeVarUint(1L << 40));
    refuses(
        encoder -> {
          encoder.writeVarUint(1);
          encoder.writeVarUint(1_000_000_000);
          encoder.writeVarUint(9);
          encoder.writeVarUint(0);
        });
  }

  @Test
  void clocksBeyondTheBoundAreRefused() {
    refuses(
        encoder -> {
          encoder.writeVarUint(1);
          encoder.writeVarUint(1);
          encoder.writeVarUint(9);
          encoder.writeVarUint(Id.MAX_CLOCK);
          encoder.writeUint8(0);
          encoder.writeVarUint(1);
          encoder.writeVarUint(0);
        });
  }

  @Test
  void anItemThatBuildsOnItselfIsRefused() {
    refuses(
        encoder -> {
          encoder.writeVarUint(1);
          encoder.writeVarUint(1);
          encoder.writeVarUint(9);
          encoder.writeVarUint(0);
          encoder.writeUint8(Struct.HAS_ORIGIN | STRING);
          encoder.writeVarUint(9);
          encoder.writeVarUint(0);
          encoder.writeVarString("x");
          encoder.writeVarUint(0);
        });
  }

  private static void refuses(Consumer<Encoder> write) {
    Encoder encoder = new Encoder();
    write.accept(encoder);
    assertThatThrownBy(() -> Update.decode(encoder.toByteArray()))
        .isInstanceOf(DecodingException.class);
  }

  @Test
  void mergedUpdatesHaveGapsWhereSomethingIsMissing() {
    Struct first = new Struct.Gc(0, 2);
    Struct overlapping = new Struct.Gc(1, 3);
    Struct later = new Struct.Gc(10, 1);

    Update merged = Updates.merge(List.of(of(later), of(overlapping), of(first), of(first)));

    assertThat(merged.sections().getFirst().structs())
        .containsExactly(first, new Struct.Gc(2, 2), new Struct.Skip(4, 6), later);
    assertThat(Updates.stateVector(merged).clock(9)).isEqualTo(4);
  }

  @Test
  void aDiffBeginsWhereThePeerEnds() {
    Update diff = Updates.diff(of(new Struct.Gc(0, 5)), StateVector.of(Map.of(9L, 3)));

    assertThat(diff.sections().getFirst().structs()).containsExactly(new Struct.Gc(3, 2));
    assertThat(Updates.diff(of(new Struct.Gc(0, 5)), StateVector.of(Map.of(9L, 5))).isEmpty())
        .isTrue();
  }

  private static Update of(Struct struct) {
    return new Update(List.of(new Update.Section(9, List.of(struct))), DeleteSet.EMPTY);
  }

  @Test
  void deletionsAreSortedAndMerged() {
    DeleteSet.Builder builder = new DeleteSet.Builder();
    builder.add(1, 10, 5);
    builder.add(1, 0, 3);
    builder.add(1, 3, 2);
    builder.add(1, 12, 8);

    ClockRanges ranges = builder.build().of(1);

    assertThat(ranges.size()).isEqualTo(2);
    assertThat(List.of(ranges.start(0), ranges.end(0))).containsExactly(0, 5);
    assertThat(List.of(ranges.start(1), ranges.end(1))).containsExactly(10, 20);
    assertThat(ranges.contains(4)).isTrue();
    assertThat(ranges.contains(5)).isFalse();
  }
}
