package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long series of edits against a plain string and a plain list, with reads and remote edits
 * between.
 */
class TextModelTest {

  private static final int EDITS = 6_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aTextIsWhatAStringWouldBe(long seed) {
    Random random = new Random(seed);
    Doc doc = new Doc();
    Doc other = new Doc();
    exchange(doc, other);
    Text text = doc.text("text");
    StringBuilder model = new StringBuilder();
    int cursor = 0;
    for (int i = 0; i < EDITS; i++) {
      cursor = random.nextInt(10) == 0 ? random.nextInt(model.length() + 1) : cursor;
      cursor = Math.min(cursor, model.length());
      boolean remote = random.nextInt(50) == 0;
      if (random.nextInt(3) == 0) {
        int length = Math.min(random.nextInt(5), model.length() - cursor);
        (remote ? other.text("text") : text).delete(cursor, length);
        model.delete(cursor, cursor + length);
      } else {
        String typed = String.valueOf((char) ('a' + random.nextInt(26))).repeat(random.nextInt(3));
        (remote ? other.text("text") : text).insert(cursor, typed);
        model.insert(cursor, typed);
        cursor += typed.length();
      }
      int from = random.nextInt(model.length() + 1);
      int to = from + random.nextInt(Math.min(20, model.length() - from) + 1);
      assertThat(text.slice(from, to)).isEqualTo(model.substring(from, to));
    }
    assertThat(text).hasToString(model.toString());
    assertThat(other.text("text")).hasToString(model.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void anArrayIsWhatAListWouldBe(long seed) {
    Random random = new Random(seed);
    Doc doc = new Doc();
    ArrayType array = doc.array("array");
    List<Object> model = new ArrayList<>();
    for (int i = 0; i < EDITS; i++) {
      int at = random.nextInt(model.size() + 1);
      if (at < model.size() && random.nextInt(3) == 0) {
        int length = Math.min(1 + random.nextInt(3), model.size() - at);
        array.delete(at, length);
        model.subList(at, at + length).clear();
      } else {
        List<Long> values = List.of((long) i, -(long) i);
        array.insert(at, values);
        model.addAll(at, values);
      }
      if (!model.isEmpty()) {
        int read = random.nextInt(model.size());
        assertThat(array.get(read)).isEqualTo(model.get(read));
      }
    }
    assertThat(array.toList()).isEqualTo(model);
  }

  private static void exchange(Doc one, Doc other) {
    String network = "network";
    one.onUpdate(
        (update, transaction) -> {
          if (transaction.origin() != network) {
            other.applyUpdate(update, network);
          }
        });
    other.onUpdate(
        (update, transaction) -> {
          if (transaction.origin() != network) {
            one.applyUpdate(update, network);
          }
        });
  }
}
