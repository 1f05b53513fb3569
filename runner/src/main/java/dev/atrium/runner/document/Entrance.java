package dev.atrium.runner.document;

/**
 * What a client wants when it connects.
 *
 * @param author the person's id
 * @param name the person's name
 * @param form whether it is told how the text is written in the file
 * @param guid the document that it has already; empty for none; null if it does not ask which it is
 */
record Entrance(
    String author,
    String name,
    boolean canWrite,
    boolean acknowledgements,
    boolean form,
    String guid) {

  /** Whether the client has another document: nothing of it must be merged. */
  boolean isForOtherThan(String there) {
    return guid != null && !guid.isEmpty() && !guid.equals(there);
  }

  boolean asksWhichItIs() {
    return guid != null;
  }
}
