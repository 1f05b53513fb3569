package dev.atrium.runner.document;

import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.encoding.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Puts whose connection it is into what a client says of itself: {@code user.id} and {@code
 * user.name} of an awareness state, where every Yjs editor looks for the name, are those of the
 * token, whatever the client has put there. The rest of the state stays.
 *
 * @param person the person's id
 * @param name the name to show
 */
record AwarenessIdentity(String person, String name) implements UnaryOperator<String> {

  private static final String USER = "user";

  /**
   * The state that others are told.
   *
   * @param state JSON; what is no object can name nobody and stays as it is
   * @throws DecodingException if it holds a number that JSON cannot pass on
   */
  @Override
  public String apply(String state) {
    if (!(Json.parse(state) instanceof Map<?, ?> told)) {
      return state;
    }
    Map<Object, Object> user =
        told.get(USER) instanceof Map<?, ?> claimed
            ? new LinkedHashMap<>(claimed)
            : new LinkedHashMap<>();
    user.put("id", person);
    user.put("name", name);
    Map<Object, Object> signed = new LinkedHashMap<>(told);
    signed.put(USER, user);
    try {
      return Json.write(signed);
    } catch (IllegalArgumentException infinite) {
      throw new DecodingException("an awareness state with a number beyond all bounds");
    }
  }
}
