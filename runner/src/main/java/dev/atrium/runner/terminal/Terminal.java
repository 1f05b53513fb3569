package dev.atrium.runner.terminal;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One terminal: its scrollback, who watches it, and how fast it may run.
 *
 * <p>A viewer that falls out of the scrollback is told where it goes on. Each viewer has at most
 * one frame under way, so output that comes meanwhile is sent together, and a stalled connection
 * costs no memory. {@link Pace} decides how fast the program runs. Thread-safe.
 */
final class Terminal implements TerminalHost.Output {

  static final int SCROLLBACK_BYTES = 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Map<Viewer, Attachment> attachments = new IdentityHashMap<>();
  private final Scrollback scrollback = new Scrollback(SCROLLBACK_BYTES);

  private final int id;
  private final String title;
  private final boolean run;
  private final Clock clock;

  private TerminalHost.Shell shell;
  private InputQueue input;
  private int cols;
  private int rows;
  private Integer exitCode;
  private boolean closing;
  private Runnable onClosed = () -> {};

  Terminal(int id, String title, boolean run, int cols, int rows, Clock clock) {
    this.id = id;
    this.title = title;
    this.run = run;
    this.cols = cols;
    this.rows = rows;
    this.clock = clock;
  }

  /** Called once, before anybody else knows the terminal. */
  void started(TerminalHost.Shell started) {
    shell = started;
    input = new InputQueue(started, "terminal-" + id + "-input");
  }

  int id() {
    return id;
  }

  boolean ended() {
    return locked(() -> exitCode != null);
  }

  boolean busy() {
    return !ended() && (run || shell.busy());
  }

  ServerFrame.Terminal state() {
    return locked(() -> frame(0, scrollback.start()));
  }

  @Override
  public void bytes(ByteBuffer bytes) {
    lock.lock();
    try {
      scrollback.append(bytes);
      attachments.values().forEach(this::wake);
      long wait = holdMillis();
      while (wait > 0) {
        progress.await(wait, TimeUnit.MILLISECONDS);
        wait = holdMillis();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void exited(int code) {
    Runnable then =
        locked(
            () -> {
              exitCode = code;
              if (closing) {
                // Whoever closed it does not wait for the rest of its output.
                attachments.values().forEach(attachment -> attachment.skipTo(scrollback.end()));
              }
              attachments.values().forEach(this::wake);
              return onClosed;
            });
    then.run();
  }

  /**
   * Lets a viewer watch; one that watches already goes on from {@code after}.
   *
   * @return false if the terminal has never put out {@code after} bytes
   */
  boolean attach(Viewer viewer, long after, int answer) {
    return locked(
        () -> {
          if (after < 0 || after > scrollback.end()) {
            return false;
          }
          Attachment attachment = attachments.computeIfAbsent(viewer, Attachment::new);
          long oldest = scrollback.start();
          attachment.startAt(after < oldest ? scrollback.beginning(oldest) : after, answer);
          attachment.progressed(clock.millis());
          wake(attachment);
          return true;
        });
  }

  void detach(Viewer viewer) {
    locked(
        () -> {
          Attachment gone = attachments.remove(viewer);
          if (gone != null) {
            gone.detach();
            progress.signalAll();
          }
          return null;
        });
  }

  /** Types bytes; what comes after the program's end is dropped. */
  void type(Viewer viewer, ByteBuffer bytes) {
    int length = bytes.remaining();
    Attachment attachment = locked(() -> attachments.get(viewer));
    if (attachment == null) {
      viewer.close(CloseCode.PROTOCOL, "Attach to a terminal before typing into it");
    } else if (!locked(() -> attachment.takeInput(length))) {
      viewer.close(CloseCode.PROTOCOL, "More terminal input than the credit allows");
    } else {
      input.write(bytes, () -> written(attachment, length));
    }
  }

  private void written(Attachment attachment, int length) {
    long grant = locked(() -> attachment.inputWritten(length));
    if (grant > 0) {
      attachment.viewer().sendText(new ServerFrame.TerminalCredit(id, grant));
    }
  }

  /** The viewer has consumed output. */
  void confirm(Viewer viewer, long bytes) {
    boolean fair =
        locked(
            () -> {
              Attachment attachment = attachments.get(viewer);
              if (attachment == null) {
                return true;
              }
              attachment.progressed(clock.millis());
              boolean sent = attachment.confirmed(bytes);
              wake(attachment);
              progress.signalAll();
              return sent;
            });
    if (!fair) {
      viewer.close(CloseCode.PROTOCOL, "Confirmed more terminal output than was sent");
    }
  }

  /** Sets the size; the other viewers are told. */
  void resize(Viewer by, int newCols, int newRows) {
    boolean changed =
        locked(
            () -> {
              if (cols == newCols && rows == newRows) {
                return false;
              }
              cols = newCols;
              rows = newRows;
              for (Attachment attachment : attachments.values()) {
                if (attachment.viewer() != by) {
                  attachment.tell();
                  wake(attachment);
                }
              }
              return true;
            });
    if (changed) {
      shell.resize(newCols, newRows);
    }
  }

  /**
   * Ends the program; viewers get its exit code.
   *
   * @param then runs when the program has ended, perhaps at once
   */
  void close(Runnable then) {
    boolean over =
        locked(
            () -> {
              closing = true;
              onClosed = then;
              progress.signalAll();
              return exitCode != null;
            });
    if (over) {
      then.run();
    } else {
      shell.close();
    }
  }

  private ServerFrame.Terminal frame(int answer, long from) {
    return new ServerFrame.Terminal(answer, id, title, run, from, cols, rows, exitCode);
  }

  private long holdMillis() {
    return closing ? 0 : Pace.holdMillis(scrollback.end(), attachments.values(), clock.millis());
  }

  private boolean hasWork(Attachment attachment) {
    return attachment.hasWork(scrollback) || exitIsDue(attachment);
  }

  private boolean exitIsDue(Attachment attachment) {
    return exitCode != null && !attachment.exitTold() && attachment.next() == scrollback.end();
  }

  private void wake(Attachment attachment) {
    if (hasWork(attachment) && attachment.schedule()) {
      attachment.viewer().run(() -> pump(attachment));
    }
  }

  /** Sends a viewer what it may have, a frame at a time; runs on the viewer's thread. */
  private void pump(Attachment attachment) {
    ServerFrame.Terminal notice = locked(() -> nextNotice(attachment));
    while (notice != null) {
      attachment.viewer().sendText(notice);
      notice = locked(() -> nextNotice(attachment));
    }
    Buffer frame = locked(() -> nextFrame(attachment));
    if (frame != null) {
      attachment.viewer().sendBinary(frame, () -> pump(attachment));
    }
  }

  private ServerFrame.Terminal nextNotice(Attachment attachment) {
    if (attachment.detached()) {
      return null;
    }
    if (attachment.hasWork(scrollback)) {
      attachment.skipWhatIsGone(scrollback);
    }
    Integer answer = attachment.nextAnswer();
    if (answer == null && !exitIsDue(attachment)) {
      return null;
    }
    if (exitIsDue(attachment)) {
      attachment.exitIsTold();
    }
    return frame(answer == null ? 0 : answer, attachment.next());
  }

  private Buffer nextFrame(Attachment attachment) {
    Buffer frame = attachment.detached() ? null : attachment.nextFrame(id, scrollback);
    if (frame != null) {
      attachment.progressed(clock.millis());
      progress.signal();
    } else if (!attachment.detached() && hasWork(attachment)) {
      attachment.viewer().run(() -> pump(attachment));
    } else {
      attachment.idle();
    }
    return frame;
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
