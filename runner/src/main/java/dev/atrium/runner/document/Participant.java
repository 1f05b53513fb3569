package dev.atrium.runner.document;

import dev.atrium.ydoc.room.Member;

/**
 * Somebody who is connected to a document.
 *
 * @param author the person's id
 */
record Participant(Member member, Connection connection, String author) {

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
