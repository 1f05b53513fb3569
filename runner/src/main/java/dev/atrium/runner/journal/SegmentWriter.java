package dev.atrium.runner.journal;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.journal.JournalRecovery.SealedSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Appends frames to segments, begins new ones, and deletes those that S3 has. Not thread-safe. */
final class SegmentWriter {

  private final JournalDirectory directory;
  private final JournalLimits limits;
  private final List<SealedSegment> sealed;
  private long nextNumber;
  private JournalEntry.Saved saved;

  private JournalChannel channel;
  private long number;
  private long capacity;
  private long position;
  private long newestBatch;

  SegmentWriter(
      JournalDirectory directory,
      JournalLimits limits,
      List<SealedSegment> sealed,
      JournalEntry.Saved saved,
      long nextNumber) {
    this.directory = directory;
    this.limits = limits;
    this.sealed = new ArrayList<>(sealed);
    this.saved = saved;
    this.nextNumber = nextNumber;
  }

  /**
   * Writes a group; nothing of it is left if the volume is full.
   *
   * @throws ProblemException {@code out-of-space}
   * @throws IOException if the disk failed
   */
  void write(List<byte[]> frames, long newest) throws IOException {
    int length = frames.stream().mapToInt(frame -> frame.length).sum();
    if (channel == null || position + length > capacity) {
      begin(length);
    }
    ByteBuffer group = ByteBuffer.allocate(length);
    frames.forEach(group::put);
    try {
      channel.write(group.flip(), position);
    } catch (IOException failed) {
      takeBack(failed);
    }
    position += length;
    newestBatch = Math.max(newestBatch, newest);
  }

  void force() throws IOException {
    channel.force();
  }

  /** Writes a mark where there is room for it; a saved mark also frees segments. */
  void note(byte[] frame, JournalEntry mark) throws IOException {
    if (mark instanceof JournalEntry.Saved newer) {
      saved = newer;
      deleteSaved();
    }
    if (channel == null && mark instanceof JournalEntry.Saved) {
      begin(0);
    } else if (channel != null && position + frame.length <= capacity) {
      channel.write(ByteBuffer.wrap(frame), position);
      position += frame.length;
    }
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  /**
   * Sealing comes before the next segment exists, so that only the last one can have a torn end.
   */
  private void begin(int length) throws IOException {
    seal();
    byte[] mark = JournalFrames.encode(saved);
    long needed = JournalFrames.SEGMENT_HEADER_BYTES + mark.length + length;
    long size = Math.max(limits.segmentBytes(), needed);
    long total = sealed.stream().mapToLong(SealedSegment::bytes).sum() + position;
    if (total + size > limits.totalBytes()) {
      throw outOfSpace(
          "Too many edits wait to be saved; they go on when the object store answers again.", null);
    }
    JournalChannel created;
    try {
      created = directory.create(nextNumber, size);
    } catch (IOException failed) {
      if (directory.isFull(failed)) {
        throw full(failed);
      }
      throw failed;
    }
    channel = created;
    number = nextNumber++;
    capacity = size;
    newestBatch = 0;
    channel.write(JournalFrames.segmentHeader(), 0);
    channel.write(ByteBuffer.wrap(mark), JournalFrames.SEGMENT_HEADER_BYTES);
    position = JournalFrames.SEGMENT_HEADER_BYTES + mark.length;
  }

  private void seal() throws IOException {
    if (channel == null) {
      return;
    }
    channel.truncate(position);
    channel.force();
    close();
    sealed.add(new SealedSegment(number, position, newestBatch));
    position = 0;
    deleteSaved();
  }

  private void deleteSaved() throws IOException {
    while (!sealed.isEmpty() && sealed.getFirst().newestBatch() <= saved.seq()) {
      directory.delete(sealed.removeFirst().number());
    }
  }

  /** A full volume is answered as such once the group is gone again; anything else is a failure. */
  private void takeBack(IOException failed) throws IOException {
    if (!directory.isFull(failed)) {
      throw failed;
    }
    channel.truncate(position);
    capacity = position;
    throw full(failed);
  }

  private static ProblemException full(IOException cause) {
    return outOfSpace("The volume is full; delete something, for example build output.", cause);
  }

  private static ProblemException outOfSpace(String detail, Throwable cause) {
    return ProblemType.OUT_OF_SPACE.thrown(detail, cause);
  }
}
