package dev.atrium.api.session;

import java.nio.ByteBuffer;

/**
 * Binary frames of the session WebSocket: terminal bytes.
 *
 * <p>Layout, big-endian: {@code u32 terminal}, {@code u64 sequence}, then the bytes. The sequence
 * number counts the terminal's bytes of that direction from 0; it is that of the frame's first
 * byte. In the client's direction it is ignored by the server.
 *
 * <p>Flow control is by credit in both directions: a side may have at most {@link #WINDOW_BYTES}
 * unconfirmed bytes in flight, and a {@code terminalCredit} frame confirms. A client that sends
 * more is closed with {@link CloseCode#PROTOCOL}.
 */
public final class TerminalFrames {

  public static final int HEADER_BYTES = 12;
  public static final int WINDOW_BYTES = 1024 * 1024;

  private TerminalFrames() {}

  public static void writeHeader(ByteBuffer frame, int terminal, long sequence) {
    frame.putInt(terminal).putLong(sequence);
  }
}
