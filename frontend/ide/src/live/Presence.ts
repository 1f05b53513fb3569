import {
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
  type Awareness,
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { readState, TYPING_MS, type Me, type Place, type Seen, type Selected } from './peers';

/** A caret on its way is told so often at most; each key is told by itself. */
const TELL_MS = 50;

const REMOTE = 'remote';

export interface PresenceEvents {
  send(update: Uint8Array): void;
  onPeers(): void;
}

/** Who is in a document besides this window, and what they are told about this window. */
export class Presence {
  private state: Record<string, unknown> = {};
  private telling: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly awareness: Awareness,
    private readonly text: Y.Text,
    events: PresenceEvents,
  ) {
    // An Awareness starts with an empty state, which would be a person without a name.
    awareness.setLocalState(null);
    awareness.on(
      'update',
      (changes: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
        if (origin === 'local') {
          events.send(encodeAwarenessUpdate(awareness, Object.values(changes).flat()));
        }
      },
    );
    awareness.on('change', () => events.onPeers());
  }

  receive(update: Uint8Array): void {
    applyAwarenessUpdate(this.awareness, update, REMOTE);
  }

  /** A connection is there: it is told who this is, even if nothing has changed. */
  announce(me: Me): void {
    this.state.user = me;
    this.tellNow();
  }

  /** Nobody else can be seen without a connection. */
  alone(): void {
    const others = [...this.awareness.getStates().keys()].filter((client) => !this.isMe(client));
    removeAwarenessStates(this.awareness, others, REMOTE);
  }

  /** Where the selection is, by offsets of the text; null if the text is not in view. */
  select(selection: Selected | null): void {
    const relative = (offset: number) => Y.createRelativePositionFromTypeIndex(this.text, offset);
    this.state.cursor = selection && {
      anchor: relative(selection.anchor),
      head: relative(selection.head),
    };
    this.tellSoon();
  }

  /** Where in the project this window is. */
  moveTo(place: Place | null): void {
    this.state.at = place;
    this.tellSoon();
  }

  typed(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.state.typing = false;
      this.tellSoon();
    }, TYPING_MS);
    this.state.typing = true;
    this.tellSoon();
  }

  /** Everybody else who is there. */
  others(): Seen[] {
    const offsetOf = (position: unknown) => {
      const relative = Y.createRelativePositionFromJSON(position);
      const absolute = Y.createAbsolutePositionFromRelativePosition(relative, this.text.doc!);
      return absolute?.type === this.text ? absolute.index : null;
    };
    return [...this.awareness.getStates()]
      .filter(([client]) => !this.isMe(client))
      .flatMap(([client, state]) => readState(client, state, offsetOf) ?? []);
  }

  dispose(): void {
    clearTimeout(this.telling);
    clearTimeout(this.resting);
  }

  private isMe(client: number): boolean {
    return client === this.awareness.clientID;
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => this.tellNow(), TELL_MS);
  }

  private tellNow(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    if (this.state.user) {
      this.awareness.setLocalState({ ...this.state });
    }
  }
}
