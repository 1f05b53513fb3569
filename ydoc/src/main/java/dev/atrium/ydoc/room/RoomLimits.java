package dev.atrium.ydoc.room;

/**
 * How much a room puts up with.
 *
 * @param messageBytes how long a message may be
 * @param messagesPerSecond how many messages a member may send, on average
 * @param burst how many of them at once
 * @param documentBytes how large the encoded document may become
 * @param pendingBytes how much may wait for updates that have not come, before more comes
 * @param statesPerMember how many awareness states a member may hold
 * @param stateBytes how long the awareness states in one message may be
 */
public record RoomLimits(
    int messageBytes,
    int messagesPerSecond,
    int burst,
    int documentBytes,
    int pendingBytes,
    int statesPerMember,
    int stateBytes) {

  /**
   * A struct, value or deletion takes two bytes at least, and some 100 to 200 bytes of memory while
   * it is read and applied, so an update may have fewer of them than its bytes allow.
   */
  private static final int MESSAGE_BYTES_PER_PART = 40;

  /** The same for a document, whose parts take some 100 bytes of memory each. */
  private static final int DOCUMENT_BYTES_PER_PART = 128;

  /** For source files of up to 5 MB. */
  public static final RoomLimits DEFAULT =
      new RoomLimits(8 << 20, 200, 2_000, 64 << 20, 1 << 20, 8, 64 << 10);

  /** How many structs, values and deletions an update may consist of. */
  int updateParts() {
    return messageBytes / MESSAGE_BYTES_PER_PART;
  }

  /** How many structs and values the document may consist of. */
  int documentParts() {
    return documentBytes / DOCUMENT_BYTES_PER_PART;
  }
}
