package dev.atrium.ydoc;

import dev.atrium.ydoc.store.Branch;
import dev.atrium.ydoc.store.Editor;
import dev.atrium.ydoc.store.Reading;
import dev.atrium.ydoc.update.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Values by key; when two set the same key at once one of them wins, everywhere the same. Values
 * are those of {@link dev.atrium.ydoc.encoding.Any}, or shared types.
 *
 * @see <a href="https://docs.yjs.dev/api/shared-types/y.map">Y.Map</a>
 */
public final class MapType extends SharedType {

  private final Observers<MapEvent> observers = new Observers<>();

  MapType(Doc doc, Branch branch) {
    super(doc, branch);
  }

  /** The value of {@code key}, a shared type perhaps; null if there is none. */
  public Object get(String key) {
    return shown(Reading.entry(branch(), key));
  }

  public boolean containsKey(String key) {
    return Reading.hasEntry(branch(), key);
  }

  /** A copy of what is there. */
  public Map<String, Object> toMap() {
    Map<String, Object> values = new LinkedHashMap<>();
    Reading.entries(branch()).forEach((key, value) -> values.put(key, shown(value)));
    return values;
  }

  /** Throws IllegalArgumentException for a value that Yjs does not know. */
  public void set(String key, Object value) {
    put(key, ContentOf.value(value));
  }

  /** Sets {@code key} to a new text, and returns it. */
  public Text setText(String key) {
    return (Text) doc().view(put(key, ContentOf.TEXT));
  }

  /** Sets {@code key} to a new map, and returns it. */
  public MapType setMap(String key) {
    return (MapType) doc().view(put(key, ContentOf.MAP));
  }

  /** Sets {@code key} to a new array, and returns it. */
  public ArrayType setArray(String key) {
    return (ArrayType) doc().view(put(key, ContentOf.ARRAY));
  }

  /** Does nothing when there is no such key. */
  public void remove(String key) {
    doc()
        .edit(
            () -> {
              editor().remove(key);
              return null;
            });
  }

  /** Calls {@code observer} after every transaction that has set or removed a key. */
  public Subscription observe(Consumer<MapEvent> observer) {
    return observers.add(observer);
  }

  @Override
  void notifyObservers(Transaction transaction, Set<String> keys, Failures failures) {
    observers.notify(new MapEvent(this, transaction, keys), failures);
  }

  private Branch put(String key, Content content) {
    return doc().edit(() -> editor().put(key, content));
  }

  private Editor editor() {
    return new Editor(doc().store(), doc().changes(), doc().clientId(), branch());
  }
}
