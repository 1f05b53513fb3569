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

  /** For source files of up to 5 MB. */
  public static final RoomLimits DEFAULT =
      new RoomLimits(8 << 20, 200, 2_000, 64 << 20, 1 << 20, 8, 64 << 10);
}
