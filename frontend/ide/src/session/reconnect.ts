import { CloseCode } from '../../../shared/api/session';

/** What to do when the WebSocket is gone. */
export type NextStep =
  | { kind: 'reconnect'; delayMs: number }
  /** The session is over: navigate, so that the sign-in handshake runs. */
  | { kind: 'sign-in' }
  /** Trying again would fail in the same way. */
  | { kind: 'stop'; reason: string };

const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** Tries in a row after which the page says Offline instead of Reconnecting. */
export const OFFLINE_AFTER = 4;

/**
 * Decides by the close code and by how many tries in a row have failed (0 after a connection that
 * worked). Delays double and are jittered down to their half, so that the tabs of a restarted runner
 * do not all come back at once.
 *
 * @param random from 0 (inclusive) to 1 (exclusive)
 */
export function nextStep(code: number, failures: number, random: number): NextStep {
  switch (code) {
    case CloseCode.SIGNED_OUT:
      return { kind: 'sign-in' };
    case CloseCode.PROTOCOL:
      return { kind: 'stop', reason: 'This page and the project do not understand each other.' };
    case CloseCode.NOT_ALLOWED:
      return { kind: 'stop', reason: 'Your role in this project does not allow this any more.' };
    case CloseCode.TOO_MANY:
      return { kind: 'reconnect', delayMs: LONGEST_MS * (0.5 + random / 2) };
    default: {
      const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
      return { kind: 'reconnect', delayMs: longest * (0.5 + random / 2) };
    }
  }
}
