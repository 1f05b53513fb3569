package dev.atrium.ydoc.room;

import java.util.List;

/**
 * What is to be done after a message. Messages are encoded.
 *
 * @param update what has changed in the document, to be stored; null when nothing has
 * @param replies to be sent to whoever sent the message, at once
 * @param repliesOnceStored to be sent to them when this update, and all updates before, are stored
 * @param acknowledgement the same, and whoever got a later one of the same member needs none of the
 *     earlier; null if there is none
 * @param broadcasts to be sent to all other members at once
 */
public record Reaction(
    byte[] update,
    List<byte[]> replies,
    List<byte[]> repliesOnceStored,
    byte[] acknowledgement,
    List<byte[]> broadcasts) {

  static final Reaction NOTHING = new Reaction(null, List.of(), List.of(), null, List.of());

  static Reaction reply(byte[] message) {
    return new Reaction(null, List.of(message), List.of(), null, List.of());
  }

  static Reaction broadcast(byte[] message) {
    return new Reaction(null, List.of(), List.of(), null, List.of(message));
  }
}
