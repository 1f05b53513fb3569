package dev.atrium.initservice.archive;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads a zip (APPNOTE.TXT 6.3.10) that nobody vouches for. Only its central directory is believed,
 * and only within bounds that hold before anything is kept in memory, which is why this is not a
 * library's reader: those build the whole directory first. Not thread-safe.
 */
final class ZipArchive {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 65_535;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int MEMBER = 0x02014b50;
  private static final int MEMBER_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA_64 = 0x0001;
  private static final long IN_EXTRA = 0xFFFF_FFFFL;

  private final FileChannel file;
  private final List<ZipMember> members = new ArrayList<>();

  /**
   * @param maxMembers more than these are refused
   * @throws ProblemException {@code hostile-archive} if it is no zip, damaged or has too many
   *     entries
   */
  ZipArchive(FileChannel file, int maxMembers) throws IOException {
    this.file = file;
    try {
      readMembers(directoryOffset(), maxMembers);
    } catch (EOFException | IllegalArgumentException damaged) {
      throw ProblemType.HOSTILE_ARCHIVE.thrown("The file is no zip or is damaged.", damaged);
    }
  }

  List<ZipMember> members() {
    return members;
  }

  /** The content, as it comes; the caller counts and checks it. */
  InputStream open(ZipMember member) throws IOException {
    ByteBuffer local = read(member.headerOffset(), LOCAL_BYTES);
    if (local.getInt(0) != LOCAL) {
      throw new EOFException("no local header");
    }
    long start =
        member.headerOffset()
            + LOCAL_BYTES
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    InputStream stored = new ChannelSlice(file, start, member.compressedSize());
    if (member.method() == ZipMember.STORED) {
      return stored;
    }
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(stored, inflater) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }

  private long directoryOffset() throws IOException {
    long length = file.size();
    int tailBytes = (int) Math.min(length, END_BYTES + MAX_COMMENT);
    ByteBuffer tail = read(length - tailBytes, tailBytes);
    for (int i = tailBytes - END_BYTES; i >= 0; i--) {
      if (tail.getInt(i) == END) {
        long offset = Integer.toUnsignedLong(tail.getInt(i + 16));
        return offset == IN_EXTRA ? directoryOffset64(length - tailBytes + i) : offset;
      }
    }
    throw new EOFException("no end record");
  }

  private long directoryOffset64(long end) throws IOException {
    ByteBuffer locator = read(end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
    if (locator.getInt(0) != LOCATOR_64) {
      throw new EOFException("no zip64 locator");
    }
    ByteBuffer end64 = read(locator.getLong(8), END_64_BYTES);
    if (end64.getInt(0) != END_64) {
      throw new EOFException("no zip64 end record");
    }
    return end64.getLong(48);
  }

  private void readMembers(long offset, int maxMembers) throws IOException {
    long at = offset;
    ByteBuffer signature = read(at, Integer.BYTES);
    while (signature.getInt(0) == MEMBER) {
      if (members.size() == maxMembers) {
        throw ProblemType.HOSTILE_ARCHIVE.thrown(
            "The archive has more than " + maxMembers + " entries; leave out what tools make.");
      }
      ByteBuffer header = read(at, MEMBER_BYTES);
      int name = Short.toUnsignedInt(header.getShort(28));
      int extra = Short.toUnsignedInt(header.getShort(30));
      int comment = Short.toUnsignedInt(header.getShort(32));
      members.add(member(header, read(at + MEMBER_BYTES, name + extra), name));
      at += MEMBER_BYTES + name + extra + comment;
      signature = read(at, Integer.BYTES);
    }
  }

  private static ZipMember member(ByteBuffer header, ByteBuffer variable, int nameLength) {
    byte[] name = new byte[nameLength];
    variable.get(0, name);
    long size = Integer.toUnsignedLong(header.getInt(24));
    long compressed = Integer.toUnsignedLong(header.getInt(20));
    long offset = Integer.toUnsignedLong(header.getInt(42));
    ByteBuffer large = extra64(variable.position(nameLength));
    return new ZipMember(
        name,
        header.getShort(4) >>> 8 & 0xFF,
        Short.toUnsignedInt(header.getShort(8)),
        Short.toUnsignedInt(header.getShort(10)),
        Integer.toUnsignedLong(header.getInt(16)),
        compressed(large, size, compressed),
        size == IN_EXTRA ? large.getLong(large.position()) : size,
        header.getInt(38),
        offset(large, size, compressed, offset));
  }

  /** The zip64 field holds what did not fit, in this order: size, compressed size, offset. */
  private static long compressed(ByteBuffer large, long size, long compressed) {
    int index = size == IN_EXTRA ? 1 : 0;
    return compressed == IN_EXTRA
        ? large.getLong(large.position() + index * Long.BYTES)
        : compressed;
  }

  private static long offset(ByteBuffer large, long size, long compressed, long offset) {
    int index = (size == IN_EXTRA ? 1 : 0) + (compressed == IN_EXTRA ? 1 : 0);
    return offset == IN_EXTRA ? large.getLong(large.position() + index * Long.BYTES) : offset;
  }

  private static ByteBuffer extra64(ByteBuffer extras) {
    while (extras.remaining() >= 4) {
      int id = Short.toUnsignedInt(extras.getShort());
      int length = Short.toUnsignedInt(extras.getShort());
      if (length > extras.remaining()) {
        break;
      }
      if (id == EXTRA_64) {
        return extras;
      }
      extras.position(extras.position() + length);
    }
    return extras.position(extras.limit());
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("ends too early");
      }
    }
    return bytes.flip();
  }
}
