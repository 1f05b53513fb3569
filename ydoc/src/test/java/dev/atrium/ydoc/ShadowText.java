package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.encoding.Utf16;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows a text by the deltas of its events alone, and must always show what the text shows. */
final class ShadowText {

  private record Element(Object value, Map<String, Object> attributes) {}

  private List<Element> elements;

  private ShadowText(Text text) {
    elements = elements(text.toDelta());
  }

  static void follow(Text text) {
    ShadowText shadow = new ShadowText(text);
    text.observe(
        event -> {
          shadow.apply(event.delta());
          assertThat(shadow.elements).isEqualTo(elements(event.target().toDelta()));
        });
  }

  private static List<Element> elements(List<DeltaOp> insertions) {
    List<Element> elements = new ArrayList<>();
    insertions.forEach(op -> add((DeltaOp.Insert) op, elements));
    return elements;
  }

  private void apply(List<DeltaOp> delta) {
    List<Element> result = new ArrayList<>();
    int at = 0;
    for (DeltaOp op : delta) {
      switch (op) {
        case DeltaOp.Insert insert -> add(insert, result);
        case DeltaOp.Delete delete -> at += delete.length();
        case DeltaOp.Retain retain -> {
          for (int end = at + retain.length(); at < end; at++) {
            result.add(changed(elements.get(at), retain.attributes()));
          }
        }
      }
    }
    result.addAll(elements.subList(at, elements.size()));
    elements = result;
  }

  private static Element changed(Element element, Map<String, Object> changes) {
    Map<String, Object> attributes = new LinkedHashMap<>(element.attributes());
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            attributes.remove(key);
          } else {
            attributes.put(key, value);
          }
        });
    return new Element(element.value(), attributes);
  }

  /**
   * A pair that is torn apart becomes U+FFFD twice, which no delta says; so pairs are not compared.
   */
  private static char whole(int unit) {
    return Character.isSurrogate((char) unit) ? Utf16.REPLACEMENT : (char) unit;
  }

  private static void add(DeltaOp.Insert insert, List<Element> elements) {
    if (insert.value() instanceof String text) {
      text.chars().forEach(unit -> elements.add(new Element(whole(unit), insert.attributes())));
    } else {
      elements.add(new Element(insert.value(), insert.attributes()));
    }
  }
}
