package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** What a PUT sends: of known length, readable once per attempt. */
sealed interface Body {

  long length();

  /** A publisher for one attempt. */
  BodyPublisher publisher();

  /**
   * When the last bytes of the current attempt were taken, by {@link System#nanoTime}.
   *
   * @param started when the attempt began, which is all that is known of small bodies
   */
  long movedAt(long started);

  /** Whether the current attempt has taken all of it, and only the store's answer is missing. */
  boolean isTaken();

  /** Why the content itself could not be sent in the last attempt, or null. */
  ContentChangedException failure();

  static Body of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** Content from a file, checked against its hash while it is sent. */
  static Body of(SavedLog.ContentSource source, long length, ContentHash hash) {
    return new Streamed(source, length, hash);
  }

  /** Bytes in memory. */
  record Bytes(byte[] bytes) implements Body {

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public BodyPublisher publisher() {
      return BodyPublishers.ofByteArray(bytes);
    }

    @Override
    public long movedAt(long started) {
      return started;
    }

    @Override
    public boolean isTaken() {
      return true;
    }

    @Override
    public ContentChangedException failure() {
      return null;
    }
  }

  /**
   * A stream that fails before its last bytes if it is not the promised content, so that S3 never
   * gets a whole object with a wrong name.
   */
  final class Streamed implements Body {

    private final SavedLog.ContentSource source;
    private final long length;
    private final ContentHash hash;
    private volatile ContentChangedException failure;
    private volatile long movedAt;
    private volatile long taken;

    private Streamed(SavedLog.ContentSource source, long length, ContentHash hash) {
      this.source = source;
      this.length = length;
      this.hash = hash;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public BodyPublisher publisher() {
      failure = null;
      taken = 0;
      movedAt = System.nanoTime();
      return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), length);
    }

    @Override
    public long movedAt(long started) {
      return movedAt;
    }

    @Override
    public boolean isTaken() {
      return taken == length;
    }

    @Override
    public ContentChangedException failure() {
      return failure;
    }

    private InputStream open() {
      try {
        InputStream opened = source.open();
        return new ClosingStream(
            new VerifiedInputStream(opened, length, hash, Streamed::changed), opened);
      } catch (IOException unreadable) {
        failure = changed("it cannot be read");
        throw new UncheckedIOException(failure);
      }
    }

    private static ContentChangedException changed(String why) {
      return new ContentChangedException("A content was left out: " + why + ".");
    }

    /** Notes why reading failed, because the HTTP client may not hand the reason on. */
    private final class ClosingStream extends java.io.FilterInputStream {

      private final InputStream opened;

      ClosingStream(InputStream verified, InputStream opened) {
        super(verified);
        this.opened = opened;
      }

      @Override
      public int read(byte[] buffer, int offset, int count) throws IOException {
        try {
          int n = super.read(buffer, offset, count);
          taken += Math.max(n, 0);
          // Comes last: who sees it unchanged has seen all that was taken.
          movedAt = System.nanoTime();
          return n;
        } catch (TransferException fromS3) {
          throw fromS3;
        } catch (IOException unreadable) {
          failure =
              unreadable instanceof ContentChangedException told
                  ? told
                  : changed("it cannot be read");
          throw failure;
        }
      }

      @Override
      public void close() throws IOException {
        opened.close();
      }
    }
  }
}
