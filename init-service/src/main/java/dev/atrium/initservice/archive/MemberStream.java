package dev.atrium.initservice.archive;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * An entry's content, counted while it is read: what an archive says of its sizes is not believed.
 * The last read checks the CRC. Not thread-safe.
 */
final class MemberStream extends FilterInputStream {

  private final ZipMember member;
  private final ImportBudget budget;
  private final CRC32 crc = new CRC32();
  private long bytes;

  /**
   * @throws ProblemException {@code hostile-archive} if there is nothing at its place
   */
  static MemberStream open(ZipArchive archive, ZipMember member, ImportBudget budget)
      throws IOException {
    try {
      return new MemberStream(archive.open(member), member, budget);
    } catch (EOFException | IllegalArgumentException nowhere) {
      throw damaged(member, nowhere);
    }
  }

  private MemberStream(InputStream content, ZipMember member, ImportBudget budget) {
    super(content);
    this.member = member;
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws ProblemException {@code too-large}, {@code hostile-archive}
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = readOrRefuse(buffer, offset, length);
    if (read > 0) {
      crc.update(buffer, offset, read);
      bytes += read;
      budget.spend(member, bytes, read);
    } else if (read < 0 && (crc.getValue() != member.crc32() || bytes != member.size())) {
      throw damaged(member, null);
    }
    return read;
  }

  private int readOrRefuse(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (ZipException | EOFException broken) {
      throw damaged(member, broken);
    }
  }

  private static ProblemException damaged(ZipMember member, Exception cause) {
    return ProblemType.HOSTILE_ARCHIVE.thrown(
        "The entry “" + member.shownName() + "” is damaged; make the zip anew.", cause);
  }
}
