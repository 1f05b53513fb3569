package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.DeleteSet;
import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.UnsupportedUpdateException;
import dev.atrium.ydoc.update.Update;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What old and new versions of Yjs write. */
class OtherVersionsIT {

  private static Oracle oracle;

  @BeforeAll
  static void startYjs() {
    oracle = Oracle.start();
  }

  @AfterAll
  static void stopYjs() {
    oracle.close();
  }

  @Test
  void updatesOfVersionTwoAreTold() {
    Doc doc = new Doc();
    doc.text("text").insert(0, "hello");
    byte[] full = oracle.askBytes(Map.of("op", "toV2", "update", doc.encodeStateAsUpdate()));
    byte[] empty = oracle.askBytes(Map.of("op", "toV2", "update", new Doc().encodeStateAsUpdate()));

    for (byte[] update : List.of(full, empty)) {
      assertThatThrownBy(() -> new Doc().applyUpdate(update, null))
          .isInstanceOf(UnsupportedUpdateException.class);
    }
  }

  @Test
  void jsonOfOldVersionsIsPassedOn() {
    Content json = new Content.Json(new String[] {"{\"old\":true}", "undefined", "[1]"});
    Struct item = new Struct.Item(9, 0, null, null, "array", null, null, json);
    byte[] update =
        new Update(List.of(new Update.Section(9, List.of(item))), DeleteSet.EMPTY).encode();
    Doc doc = new Doc();

    doc.applyUpdate(
        oracle.askBytes(Map.of("op", "reencode", "update", update)), "through Yjs and back");

    assertThat(doc.encodeStateAsUpdate()).isEqualTo(update);
    assertThat(Dump.of(doc.array("array")))
        .isEqualTo(Map.of("array", List.of(Map.of("old", true), "undefined", List.of(1L))));
  }
}
