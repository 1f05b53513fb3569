/**
 * Binary frames of the session WebSocket, as in `dev.atrium.api.session.TerminalFrames`: big-endian
 * `u32 terminal`, `u64 sequence`, then the bytes.
 */
export const HEADER_BYTES = 12;

/** The most unconfirmed bytes in flight, per terminal and direction. */
export const WINDOW_BYTES = 1024 * 1024;

export interface TerminalFrame {
  terminal: number;
  /** The number of the first byte, counted from 0 over the terminal's life. */
  sequence: number;
  bytes: Uint8Array;
}

export function encodeTerminalFrame({
  terminal,
  sequence,
  bytes,
}: TerminalFrame): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEADER_BYTES + bytes.length);
  const header = new DataView(frame.buffer);
  header.setUint32(0, terminal);
  header.setBigUint64(4, BigInt(sequence));
  frame.set(bytes, HEADER_BYTES);
  return frame;
}

/** @throws RangeError if the frame is shorter than its header or its sequence cannot be counted. */
export function decodeTerminalFrame(frame: ArrayBuffer): TerminalFrame {
  const header = new DataView(frame);
  const sequence = header.getBigUint64(4);
  if (sequence > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`A sequence number is beyond what can be counted: ${sequence}`);
  }
  return {
    terminal: header.getUint32(0),
    sequence: Number(sequence),
    bytes: new Uint8Array(frame, HEADER_BYTES),
  };
}
