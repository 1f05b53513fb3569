package dev.atrium.runner.document;

import dev.atrium.ydoc.room.Member;

/**
 * Somebody who is connected to a document.
 *
 * @param author the person's id
 * @param form whether it is told how the text is written in the file
 */
record Participant(Member member, Connection connection, String author, boolean form) {

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
