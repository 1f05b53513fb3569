import type { Unsent } from './LiveDocument';

/** Why a file has no live document. */
export class NotLiveError extends Error {
  constructor(
    /** One of `CloseCode`; 0 if live documents do not answer. */
    readonly code: number,
    message: string,
    /** What an earlier visit has left in this browser. */
    readonly unsent: Unsent | null,
  ) {
    super(message);
    this.name = 'NotLiveError';
  }
}
