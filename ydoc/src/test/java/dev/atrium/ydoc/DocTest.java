package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.update.Update;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocTest {

  private final Doc doc = new Doc(1, true);
  private final Text text = doc.text("text");

  @Test
  void aTransactionIsOneUpdateWithItsOrigin() {
    List<Object> origins = new ArrayList<>();
    Doc copy = new Doc();
    doc.onUpdate(
        (update, transaction) -> {
          origins.add(transaction.origin());
          copy.applyUpdate(update, "network");
        });

    doc.transact(
        "disk",
        () -> {
          text.insert(0, "hello");
          doc.map("meta").set("lines", 1);
        });

    assertThat(origins).containsExactly("disk");
    assertThat(copy.text("text")).hasToString("hello");
    assertThat(copy.map("meta").toMap()).isEqualTo(Map.of("lines", 1L));
  }

  @Test
  void whatWasChangedBeforeAFailureIsKeptAndPassedOn() {
    Doc copy = new Doc();
    doc.onUpdate((update, transaction) -> copy.applyUpdate(update, null));

    assertThatThrownBy(
            () ->
                doc.transact(
                    null,
                    () -> {
                      text.insert(0, "kept");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(copy.text("text")).hasToString("kept");
  }

  @Test
  void observersMayEditAndAllOfThemAreCalled() {
    List<List<DeltaOp>> deltas = new ArrayList<>();
    text.observe(
        event -> {
          if (text.length() < 3) {
            text.insert(0, "x");
          }
        });
    text.observe(
        event -> {
          throw new IllegalStateException("on purpose");
        });
    text.observe(event -> deltas.add(event.delta()));

    assertThatThrownBy(() -> text.insert(0, "a")).hasMessage("on purpose");

    assertThat(text).hasToString("xxa");
    assertThat(deltas).hasSize(3);
  }

  @Test
  void anEventCannotBeReadLater() {
    List<SequenceEvent<Text>> kept = new ArrayList<>();
    try (Subscription _ = text.observe(kept::add)) {
      text.insert(0, "a");
    }
    text.insert(0, "b");

    assertThat(kept).hasSize(1);
    assertThatThrownBy(() -> kept.getFirst().delta()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysThatChangeAreReportedWithTheirOldValues() {
    MapType map = doc.map("map");
    map.set("stays", 1);
    map.set("goes", 2);
    List<Map<String, MapEvent.Change>> heard = new ArrayList<>();
    map.observe(event -> heard.add(event.changes()));

    doc.transact(
        null,
        () -> {
          map.set("stays", 10);
          map.remove("goes");
          map.set("new", 3);
          map.set("brief", 4);
          map.remove("brief");
        });

    assertThat(heard)
        .containsExactly(
            Map.of(
                "stays", new MapEvent.Change(MapEvent.Action.UPDATE, 1L),
                "goes", new MapEvent.Change(MapEvent.Action.DELETE, 2L),
                "new", new MapEvent.Change(MapEvent.Action.ADD, null)));
  }

  @Test
  void arraysReportWhatWasInsertedAndDeleted() {
    ArrayType array = doc.array("array");
    array.insert(0, List.of(1, 2, 3, 4));
    List<List<DeltaOp>> heard = new ArrayList<>();
    array.observe(event -> heard.add(event.delta()));

    doc.transact(
        null,
        () -> {
          array.delete(1, 2);
          array.insert(1, Arrays.asList("x", null));
        });

    assertThat(array.toList()).containsExactly(1L, "x", null, 4L);
    assertThat(heard)
        .containsExactly(
            List.of(
                new DeltaOp.Retain(1, Map.of()),
                new DeltaOp.Insert(Arrays.asList("x", null), Map.of()),
                new DeltaOp.Delete(2)));
  }

  @Test
  void typingIsOneItemAndDeletedTextIsFreed() {
    for (int i = 0; i < 1000; i++) {
      text.insert(i, "x");
    }
    assertThat(doc.store().blockCount()).isEqualTo(1);

    text.delete(0, 1000);

    assertThat(doc.store().blockCount()).isEqualTo(1);
    assertThat(doc.encodeStateAsUpdate().length).isLessThan(30);
  }

  @Test
  void anUpdateWaitsForThoseItBuildsOn() {
    List<byte[]> updates = new ArrayList<>();
    doc.onUpdate((update, transaction) -> updates.add(update));
    text.insert(0, "a");
    text.insert(1, "b");
    text.delete(0, 1);
    Doc copy = new Doc();

    copy.applyUpdate(updates.get(2), null);
    copy.applyUpdate(updates.get(1), null);
    assertThat(copy.hasPending()).isTrue();
    assertThat(copy.text("text")).hasToString("");
    Doc late = new Doc();
    late.applyUpdate(copy.encodeStateAsUpdate(), null);
    copy.applyUpdate(updates.get(0), null);
    late.applyUpdate(updates.get(0), null);

    assertThat(copy.hasPending()).isFalse();
    assertThat(copy.text("text")).hasToString("b");
    assertThat(late.text("text")).as("what waits is part of the state").hasToString("b");
  }

  @Test
  void itIsKnownWhetherAnUpdateBringsAnything() {
    text.insert(0, "abc");
    byte[] before = doc.encodeStateAsUpdate();
    text.delete(1, 1);
    Doc copy = new Doc();

    assertThat(copy.contains(update(before))).isFalse();
    copy.applyUpdate(before, null);
    assertThat(copy.contains(update(before))).isTrue();
    assertThat(copy.contains(update(doc.encodeStateAsUpdate()))).isFalse();
  }

  private static Update update(byte[] bytes) {
    return Update.decode(bytes);
  }

  @Test
  void textIsReadWithoutBuildingAllOfIt() {
    text.insert(0, "one\ntwo\r\nthree");
    text.insert(5, "~");
    text.delete(0, 1);

    assertThat(text.slice(1, 6)).isEqualTo("e\nt~w");
    List<String> lines = new ArrayList<>();
    text.lines().forEachRemaining(lines::add);
    assertThat(lines).containsExactly("ne\n", "t~wo\r\n", "three");
    assertThat(new BufferedReader(text.reader()).lines()).containsExactly("ne", "t~wo", "three");
    assertThatThrownBy(() -> text.slice(3, 100)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void halvesOfPairsAreReplacedWhenTheyComeAlone() {
    text.insert(0, "a\uD83D");
    text.insert(0, "😀");
    text.delete(0, 1);

    assertThat(text).hasToString("\uFFFDa\uFFFD");
  }

  @Test
  void nestedTypesAreAlwaysTheSameObject() {
    Text nested = doc.map("map").setText("readme");
    nested.insert(0, "hi");

    assertThat(doc.map("map").get("readme")).isSameAs(nested);
    doc.map("map").remove("readme");
    assertThat(nested.isDeleted()).isTrue();
    assertThatThrownBy(() -> doc.array("map")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClientIdThatSomebodyElseUsesIsGivenUp() {
    Doc twin = new Doc(doc.clientId(), true);
    twin.text("text").insert(0, "mine");

    doc.applyUpdate(twin.encodeStateAsUpdate(), null);

    assertThat(doc.clientId()).isNotEqualTo(twin.clientId());
  }
}
