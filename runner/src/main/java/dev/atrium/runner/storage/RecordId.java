package dev.atrium.runner.storage;

import dev.atrium.api.log.LogRecord;
import java.util.UUID;

/**
 * A record's id as this runner makes it, {@code writer:position:random}: from it a writer knows its
 * own records, and how much of its journal is in the log, after any crash or lost answer.
 *
 * @param writer who wrote it; the whole id if somebody else made it
 * @param position the journal position of the record's last change; 0 if it has none
 */
record RecordId(String writer, long position) {

  private static final String WRITER = "[A-Za-z0-9-]{1,64}";

  static String next(String writer, long position) {
    return writer + ":" + position + ":" + UUID.randomUUID();
  }

  static RecordId of(LogRecord record) {
    String[] parts = record.id().split(":");
    if (parts.length == 3 && parts[0].matches(WRITER) && parts[1].matches("\\d{1,18}")) {
      return new RecordId(parts[0], Long.parseLong(parts[1]));
    }
    return new RecordId(record.id(), 0);
  }

  static String requireWriter(String writer) {
    if (!writer.matches(WRITER)) {
      throw new IllegalArgumentException("A writer's name must match " + WRITER + ".");
    }
    return writer;
  }
}
