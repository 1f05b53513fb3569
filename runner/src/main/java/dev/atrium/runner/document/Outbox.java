package dev.atrium.runner.document;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What one client is sent: it waits in a bound until the event loop gets there, and then leaves in
 * one piece. Thread-safe.
 *
 * <p>With many writers, what everybody is sent is most of the work. Vert.x makes several objects, a
 * buffer and a system call of each message, so small ones are put into frames here (RFC 6455,
 * section 5.2) and handed to Netty behind Vert.x's encoder. They are not compressed, which makes
 * small messages larger as often as not.
 */
final class Outbox {

  /** So many bytes may wait for a client that does not read. */
  static final long MAX_UNSENT = 32L << 20;

  /** Larger messages are left to Vert.x; smaller ones leave together up to this. */
  private static final int PIECE = 16 * 1024;

  private static final int MAX_HEADER = 4;

  /** The last frame of a message of bytes, which is its first one too. */
  private static final int BINARY_MESSAGE = 0x82;

  private static final int LONGEST_SHORT = 125;
  private static final int TWO_BYTES_FOLLOW = 126;

  private final ServerWebSocket webSocket;
  private final Channel channel;
  private final ChannelHandlerContext encoder;
  private final ChannelHandlerContext end;
  private final ChannelPromise nobody;
  private final Runnable flush = this::flush;
  private final Runnable tooMuch;
  private final Queue<byte[]> unsent = new ArrayDeque<>();
  private long unsentBytes;
  private boolean flushing;
  private boolean closed;

  /**
   * @param webSocket after its handshake
   * @param connection what it runs on
   * @param tooMuch is run when more waits than {@link #MAX_UNSENT}; on the sender's thread
   */
  Outbox(ServerWebSocket webSocket, HttpConnection connection, Runnable tooMuch) {
    this.webSocket = webSocket;
    this.tooMuch = tooMuch;
    ConnectionBase base = (ConnectionBase) connection;
    channel = base.channel();
    end = base.channelHandlerContext();
    encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    // A connection that breaks is noticed by its end.
    nobody = base.voidPromise;
    webSocket.drainHandler(_ -> flush());
  }

  /** Sends a message behind those before. */
  void send(byte[] message) {
    boolean first;
    boolean full;
    synchronized (unsent) {
      if (closed) {
        return;
      }
      unsent.add(message);
      unsentBytes += message.length;
      first = !flushing;
      full = !first && unsentBytes > MAX_UNSENT;
      flushing = true;
    }
    if (full) {
      tooMuch.run();
    } else if (first) {
      channel.eventLoop().execute(flush);
    }
  }

  /** Forgets what waits, and takes nothing more. */
  void close() {
    synchronized (unsent) {
      closed = true;
      unsent.clear();
      unsentBytes = 0;
    }
  }

  /** Ends the connection, whatever of the messages its client has not read. */
  void abort() {
    end.close();
  }

  /** On the event loop. When the client does not read on, its drain handler continues here. */
  private void flush() {
    while (channel.isWritable()) {
      byte[] large = null;
      ByteBuf frames = null;
      synchronized (unsent) {
        if (unsent.isEmpty()) {
          flushing = false;
          return;
        }
        if (unsent.peek().length > PIECE) {
          large = take();
        } else {
          frames = takeSmall();
        }
      }
      if (large == null) {
        encoder.writeAndFlush(frames, nobody);
      } else {
        webSocket.writeBinaryMessage(Buffer.buffer(large));
      }
    }
  }

  private byte[] take() {
    byte[] message = unsent.remove();
    unsentBytes -= message.length;
    return message;
  }

  private ByteBuf takeSmall() {
    long all = unsentBytes + (long) unsent.size() * MAX_HEADER;
    ByteBuf frames = channel.alloc().directBuffer((int) Math.min(all, PIECE + MAX_HEADER));
    do {
      write(take(), frames);
    } while (!unsent.isEmpty()
        && frames.readableBytes() + MAX_HEADER + unsent.peek().length <= PIECE);
    return frames;
  }

  private static void write(byte[] message, ByteBuf frames) {
    frames.writeByte(BINARY_MESSAGE);
    if (message.length <= LONGEST_SHORT) {
      frames.writeByte(message.length);
    } else {
      frames.writeByte(TWO_BYTES_FOLLOW).writeShort(message.length);
    }
    frames.writeBytes(message);
  }
}
