package dev.atrium.runner.document;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everybody who is connected to a document. Not thread-safe. */
final class Participants {

  private final Set<Participant> all = new HashSet<>();

  void add(Participant participant) {
    all.add(participant);
  }

  /** Whether the participant was there. */
  boolean remove(Participant participant) {
    return all.remove(participant);
  }

  boolean contains(Participant participant) {
    return all.contains(participant);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<Participant> all() {
    return List.copyOf(all);
  }

  /**
   * Sends messages to all.
   *
   * @param but whoever knows already; null for nobody
   */
  void tell(List<byte[]> messages, Participant but) {
    for (byte[] message : messages) {
      for (Participant participant : all) {
        if (participant != but) {
          participant.connection().send(message);
        }
      }
    }
  }
}
