package dev.atrium.runner.document;

import dev.atrium.runner.document.text.TextForm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everybody who is connected to a document. Not thread-safe. */
final class Participants {

  private final Set<Participant> all = new HashSet<>();

  /** How the text is written in the file, as those who asked know it. */
  private TextForm form;

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

  /** Tells one of how the text is written in the file, if they asked for it. */
  void tellForm(Participant participant, TextForm now) {
    if (participant.form()) {
      participant.connection().send(DocumentMessages.form(now));
    }
  }

  /** Tells all who asked for it, if it has changed. */
  void tellForm(TextForm now) {
    if (!now.equals(form)) {
      form = now;
      all.forEach(participant -> tellForm(participant, now));
    }
  }
}
