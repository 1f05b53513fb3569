import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CloseCode } from '../../../../shared/api/session';
import { decode, encode } from '../protocol';

/**
 * A project of one file behind a stand-in for the browser's WebSocket: `/collab` as the reference
 * page describes it. It makes the faults that a real one does not make when asked; that the real
 * one speaks the same is for the system tests.
 */
export class FakeProject {
  private doc = new Y.Doc();
  private awareness = new Awareness(this.doc);
  private sockets = new Set<FakeSocket>();
  private disk = '';
  /** The bits of how the text is written in the file. */
  form = 0;
  acknowledges = true;
  /** New connections fail. */
  refuses = false;
  closeNext: number | null = null;
  diskLags = false;
  /** Questions get their answers only when this is lifted. */
  private held: (() => void)[] | null = null;

  constructor(
    private guid: string,
    text: string,
  ) {
    this.replace(guid, text);
  }

  /** The constructor that a page finds as `WebSocket`. */
  socketClass(): unknown {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const project = this;
    return class extends FakeSocket {
      constructor(url: string) {
        super(new URL(url), project);
      }
    };
  }

  /** The file's text on the disk. */
  text(): string {
    if (!this.diskLags) {
      this.disk = this.doc.getText('content').toString();
    }
    return this.disk;
  }

  edit(offset: number, text: string): void {
    this.doc.getText('content').insert(offset, text);
  }

  /** Another file stands there now. */
  replace(guid: string, text: string): void {
    this.guid = guid;
    this.doc = new Y.Doc();
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState(null);
    this.doc.getText('content').insert(0, text);
    this.disk = text;
    this.doc.on('update', (update: Uint8Array, from: unknown) =>
      this.broadcast(encode.update(update), from),
    );
    this.awareness.on(
      'update',
      ({ added, updated }: Record<'added' | 'updated', number[]>, from: unknown) =>
        this.broadcast(
          encode.awareness(encodeAwarenessUpdate(this.awareness, [...added, ...updated])),
          from,
        ),
    );
  }

  /** Loses the connections, and refuses new ones. */
  lose(): void {
    this.refuses = true;
    this.close(1006);
  }

  close(code: number, reason = ''): void {
    [...this.sockets].forEach((socket) => this.end(socket, code, reason));
  }

  holdAnswers(): void {
    this.held = [];
  }

  /** How many questions wait for their answers. */
  asked(): number {
    return this.held?.length ?? 0;
  }

  giveAnswers(): void {
    this.held?.forEach((answer) => answer());
    this.held = null;
  }

  acknowledgeAll(): void {
    this.acknowledges = true;
    this.sockets.forEach((socket) => this.acknowledge(socket));
  }

  /** Somebody else comes, with a caret. */
  joinAs(name: string, offset: number): { sees(): unknown[] } {
    const text = this.doc.getText('content');
    const position = Y.createRelativePositionFromTypeIndex(text, offset);
    this.awareness.setLocalState({ user: { name }, cursor: { anchor: position, head: position } });
    return {
      sees: () =>
        [...this.awareness.getStates()]
          .filter(([client]) => client !== this.awareness.clientID)
          .map(([, state]) => state),
    };
  }

  connected(socket: FakeSocket): void {
    const known = socket.address.searchParams.get('guid');
    if (this.refuses) {
      this.end(socket, 1006, '');
    } else if (this.closeNext !== null) {
      this.end(socket, this.closeNext, '');
    } else if (known !== '' && known !== this.guid) {
      this.end(socket, CloseCode.DOCUMENT_REPLACED, this.guid);
    } else {
      this.sockets.add(socket);
      socket.receive(own(101, (encoder) => encoding.writeVarString(encoder, this.guid)));
      socket.receive(own(102, (encoder) => encoding.writeVarUint(encoder, this.form)));
      socket.receive(encode.question(Y.encodeStateVector(this.doc)));
      const there = [...this.awareness.getStates().keys()];
      socket.receive(encode.awareness(encodeAwarenessUpdate(this.awareness, there)));
    }
  }

  sent(socket: FakeSocket, bytes: Uint8Array): void {
    const message = decode(bytes);
    switch (message.kind) {
      case 'question': {
        const answer = () =>
          socket.receive(encode.answer(Y.encodeStateAsUpdate(this.doc, message.vector)));
        if (this.held) {
          this.held.push(answer);
        } else {
          answer();
        }
        break;
      }
      case 'answer':
      case 'update':
        Y.applyUpdate(this.doc, message.update, socket);
        socket.updates++;
        if (this.acknowledges) {
          this.acknowledge(socket);
        }
        break;
      case 'awareness':
        applyAwarenessUpdate(this.awareness, message.update, socket);
    }
  }

  gone(socket: FakeSocket): void {
    this.sockets.delete(socket);
  }

  private acknowledge(socket: FakeSocket): void {
    socket.receive(own(100, (encoder) => encoding.writeVarUint(encoder, socket.updates)));
  }

  private broadcast(bytes: Uint8Array, from: unknown): void {
    this.sockets.forEach((socket) => socket !== from && socket.receive(bytes));
  }

  private end(socket: FakeSocket, code: number, reason: string): void {
    this.sockets.delete(socket);
    socket.onclose?.({ code, reason });
  }
}

function own(type: number, body: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  body(encoder);
  return encoding.toUint8Array(encoder);
}

class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  updates = 0;

  constructor(
    readonly address: URL,
    private readonly project: FakeProject,
  ) {
    queueMicrotask(() => {
      this.onopen?.();
      this.project.connected(this);
    });
  }

  send(bytes: Uint8Array): void {
    this.project.sent(this, bytes);
  }

  close(): void {
    this.project.gone(this);
  }

  receive(bytes: Uint8Array): void {
    // A page hears of nothing before it has finished what it does.
    queueMicrotask(() => this.onmessage?.({ data: bytes.slice().buffer as ArrayBuffer }));
  }
}
