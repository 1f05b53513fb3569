package dev.atrium.ydoc.delta;

import java.util.Map;

/**
 * One step of a delta.
 *
 * @see <a href="https://quilljs.com/docs/delta">Quill's description of the format</a>
 */
public sealed interface DeltaOp {

  /**
   * Something is inserted.
   *
   * @param value in texts a String, an embed (a JSON value) or a shared type; in arrays a List
   * @param attributes formats by key; empty when there are none
   */
  record Insert(Object value, Map<String, Object> attributes) implements DeltaOp {}

  /**
   * So many elements stay.
   *
   * @param attributes formats that change, by key; null for one that ends
   */
  record Retain(int length, Map<String, Object> attributes) implements DeltaOp {}

  /** So many elements go. */
  record Delete(int length) implements DeltaOp {}
}
