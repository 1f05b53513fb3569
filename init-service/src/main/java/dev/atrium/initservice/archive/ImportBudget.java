package dev.atrium.initservice.archive;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;

/** What an import may unpack to. Not thread-safe. */
final class ImportBudget {

  /** Text packs to a tenth, logs to a fiftieth; only bombs go far beyond. */
  private static final int MAX_RATIO = 200;

  /** Small archives of very even content are no bombs. */
  private static final long RATIO_FREE_BYTES = 64L * 1024 * 1024;

  private final long maxFileBytes;
  private final long quotaBytes;
  private final long ratioBytes;
  private long spent;

  /**
   * @param archiveBytes the archive's own size
   */
  ImportBudget(long archiveBytes, long maxFileBytes, long quotaBytes) {
    this.maxFileBytes = maxFileBytes;
    this.quotaBytes = quotaBytes;
    this.ratioBytes = Math.max(RATIO_FREE_BYTES, archiveBytes * MAX_RATIO);
  }

  /**
   * Counts bytes that were unpacked.
   *
   * @param ofMember how many of this entry so far, these included
   * @throws ProblemException {@code too-large}, {@code hostile-archive}
   */
  void spend(ZipMember member, long ofMember, int bytes) {
    spent += bytes;
    if (ofMember > maxFileBytes) {
      throw ProblemType.TOO_LARGE.thrownFor(
          "zip",
          "The entry “" + member.shownName() + "” has more than " + maxFileBytes + " bytes.");
    }
    if (spent > quotaBytes) {
      throw ProblemType.TOO_LARGE.thrownFor(
          "zip",
          "With “" + member.shownName() + "” the project has more than " + quotaBytes + " bytes.");
    }
    if (spent > ratioBytes) {
      throw ImportPlan.refused(
          member, "unpacks to more than " + MAX_RATIO + " times the archive; that is a zip bomb.");
    }
  }
}
