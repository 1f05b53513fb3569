/** What to do with a piece of output, given up to where the screen has it already. */
export interface Piece {
  /** Output before the piece is missing: what the screen shows does not lead up to it. */
  gap: boolean;
  /** The bytes that the screen does not have yet. */
  bytes: Uint8Array;
  /** Up to where the screen has the output with them. */
  next: number;
}

/** Output comes again after a reconnect, so every byte is shown by its number, once. */
export function place(received: number, sequence: number, bytes: Uint8Array): Piece {
  const known = Math.min(bytes.length, Math.max(0, received - sequence));
  return {
    gap: sequence > received,
    bytes: bytes.subarray(known),
    next: Math.max(received, sequence + bytes.length),
  };
}
