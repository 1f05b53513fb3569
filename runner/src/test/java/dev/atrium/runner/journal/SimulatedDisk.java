package dev.atrium.runner.journal;

import dev.atrium.testing.Patience;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/**
 * A journal's directory whose machine can lose power: of what was not forced, a crash keeps some
 * 512-byte sectors and drops others. It can also be made to fail at a chosen step.
 *
 * <p>It cannot prove that a real kernel and disk keep what {@code fsync} promised.
 */
public final class SimulatedDisk implements JournalDirectory {

  private static final int SECTOR = 512;

  private final SortedMap<Long, File> files = new TreeMap<>();
  private int generation;
  private long steps;
  private long failAt = -1;
  private IOException failure;
  private int forces;
  private volatile Runnable beforeForce = () -> {};
  private volatile CountDownLatch answers = new CountDownLatch(0);
  private volatile Runnable afterForce = () -> {};

  /** Is run after each force that succeeded, outside of any lock. */
  public void afterForce(Runnable hook) {
    afterForce = hook;
  }

  /** Is run before each force, outside of any lock. */
  public void beforeForce(Runnable hook) {
    beforeForce = hook;
  }

  /** No force returns from now on, as on a disk that hangs, until the next crash or kill. */
  public void hang() {
    answers = new CountDownLatch(1);
  }

  /** The power fails at this many steps from now on: that step and all after it throw. */
  public void failAfter(long steps, IOException failure) {
    this.failAt = this.steps + steps;
    this.failure = failure;
  }

  /** What every step from the failing one on throws, until {@link #crash}. */
  public boolean hasFailed() {
    return failAt >= 0 && steps >= failAt;
  }

  public int forces() {
    return forces;
  }

  /** Power loss: unforced sectors survive or not as the dice say. */
  public synchronized void crash(RandomGenerator random) {
    generation++;
    failAt = -1;
    files.values().forEach(file -> file.loseUnforced(random));
    answers.countDown();
  }

  /** A killed process: the kernel keeps everything that was written. */
  public synchronized void kill() {
    generation++;
    failAt = -1;
    files.values().forEach(File::force);
    answers.countDown();
  }

  /** Flips a bit, as a failing disk does. */
  public synchronized void damage(long segment, int position) {
    files.get(segment).current[position] ^= 1;
    files.get(segment).force();
  }

  @Override
  public synchronized List<Long> segments() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized JournalChannel create(long segment, long size) throws IOException {
    step();
    File file = new File(new byte[(int) size]);
    files.put(segment, file);
    return new Channel(file, generation);
  }

  @Override
  public synchronized JournalChannel open(long segment) throws IOException {
    step();
    return new Channel(files.get(segment), generation);
  }

  @Override
  public synchronized void delete(long segment) throws IOException {
    step();
    files.remove(segment);
  }

  @Override
  public synchronized void quarantine(long segment) {
    files.remove(segment);
  }

  @Override
  public boolean isFull(IOException failure) {
    return "No space left on device".equals(failure.getMessage());
  }

  private void step() throws IOException {
    steps++;
    if (hasFailed()) {
      throw failure;
    }
  }

  private static final class File {
    private byte[] durable;
    private byte[] current;

    private File(byte[] content) {
      durable = content.clone();
      current = content;
    }

    private void force() {
      durable = current.clone();
    }

    private void loseUnforced(RandomGenerator random) {
      byte[] survived =
          random.nextBoolean() ? current.clone() : Arrays.copyOf(durable, durable.length);
      int length = Math.min(survived.length, Math.min(current.length, durable.length));
      for (int from = 0; from < length; from += SECTOR) {
        int end = Math.min(length, from + SECTOR);
        if (!Arrays.equals(current, from, end, durable, from, end)) {
          byte[] source = random.nextBoolean() ? current : durable;
          System.arraycopy(source, from, survived, from, end - from);
        }
      }
      current = survived;
      durable = survived.clone();
    }
  }

  private final class Channel implements JournalChannel {
    private final File file;
    private final int born;

    private Channel(File file, int born) {
      this.file = file;
      this.born = born;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      synchronized (SimulatedDisk.this) {
        requireAlive();
        int at = (int) position;
        int end = at + bytes.remaining();
        if (end > file.current.length) {
          file.current = Arrays.copyOf(file.current, end);
        }
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        if (willFail()) {
          System.arraycopy(all, 0, file.current, at, all.length / 2);
        }
        step();
        System.arraycopy(all, 0, file.current, at, all.length);
      }
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      synchronized (SimulatedDisk.this) {
        requireAlive();
        int length = Math.min(bytes.remaining(), file.current.length - (int) position);
        bytes.put(file.current, (int) position, Math.max(0, length));
        return length;
      }
    }

    @Override
    public long size() {
      return file.current.length;
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (SimulatedDisk.this) {
        requireAlive();
        if (!isFullFailure()) {
          step();
        }
        file.current = Arrays.copyOf(file.current, (int) size);
      }
    }

    @Override
    public void force() throws IOException {
      beforeForce.run();
      Patience.await(answers);
      synchronized (SimulatedDisk.this) {
        requireAlive();
        step();
        forces++;
        file.force();
      }
      afterForce.run();
    }

    @Override
    public void close() {}

    private boolean willFail() {
      return failAt >= 0 && steps + 1 >= failAt;
    }

    /** A full volume still lets a file be cut. */
    private boolean isFullFailure() {
      return hasFailed() && isFull(failure);
    }

    private void requireAlive() throws IOException {
      if (born != generation) {
        throw new IOException("This process was killed.");
      }
    }
  }
}
