package dev.atrium.runner.storage;

import dev.atrium.api.log.LogRecord;

/**
 * What it means that a sequence number is taken: the answer to a 412 on a record.
 *
 * <table>
 * <caption>What stands there, and what is to be done</caption>
 * <tr><th>standing record</th><th>while taking over</th><th>while appending</th></tr>
 * <tr><td>the very record, by its id: the first answer was lost</td><td>done</td><td>done</td></tr>
 * <tr><td>a higher epoch's</td><td>superseded</td><td>superseded</td></tr>
 * <tr><td>the same epoch's, by the same writer: an earlier attempt or an earlier process that got
 * through late</td><td>fold it, next number</td><td>fold it, next number</td></tr>
 * <tr><td>the same epoch's, by another writer</td><td>fold it, next number</td><td>superseded: a
 * second process took over with our epoch, and the last to do so has the log</td></tr>
 * <tr><td>a lower epoch's</td><td>fold it, next number: the old runner was quicker</td>
 * <td>superseded: no runner that keeps the rules writes behind our epoch record, so this one stops
 * rather than guess; the next start folds what is there</td></tr>
 * </table>
 */
enum Contest {
  DONE,
  FOLD,
  SUPERSEDED;

  static Contest judge(LogRecord mine, LogRecord standing) {
    if (standing.id().equals(mine.id())) {
      return DONE;
    }
    if (standing.epoch() > mine.epoch()) {
      return SUPERSEDED;
    }
    if (mine.takeover()) {
      return FOLD;
    }
    boolean sameWriter = RecordId.of(standing).writer().equals(RecordId.of(mine).writer());
    return standing.epoch() == mine.epoch() && sameWriter && !standing.takeover()
        ? FOLD
        : SUPERSEDED;
  }
}
