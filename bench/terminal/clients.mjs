// One way to talk to every server: connect() gives a connection, connection.terminal() a terminal
// with write(text) and onData(callback with a Buffer).
import { once } from 'node:events';

const CONFIRM_BYTES = 128 * 1024;
const HEADER_BYTES = 12;

async function socketTo(WebSocket, url, options = {}) {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
  socket.binaryType = 'nodebuffer';
  await once(socket, 'open');
  return socket;
}

/** A server with one connection for each terminal. */
class OnePerTerminal {
  constructor(WebSocket, url, wire) {
    this.open = () => socketTo(WebSocket, url);
    this.wire = wire;
    this.sockets = [];
  }

  async terminal() {
    const socket = await this.open();
    this.sockets.push(socket);
    const terminal = {
      write: (text) => socket.send(this.wire.encode(text)),
      onData: () => {},
      stall: () => socket.pause(),
      resume: () => socket.resume(),
    };
    const confirm = this.wire.confirm?.(socket);
    socket.on('message', (message, isBinary) => {
      const data = this.wire.decode(message, isBinary);
      if (data) {
        confirm?.(data.length);
        terminal.onData(data);
      }
    });
    return terminal;
  }

  close() {
    this.sockets.forEach((socket) => socket.terminate());
  }
}

/** Confirms consumed bytes now and then, as xterm.js' guide on flow control does. */
function confirmer(send) {
  let unconfirmed = 0;
  return (length) => {
    unconfirmed += length;
    if (unconfirmed >= CONFIRM_BYTES) {
      send(unconfirmed);
      unconfirmed = 0;
    }
  };
}

const PLAIN = {
  encode: (text) => Buffer.from(text),
  decode: (message) => message,
};

const PLAIN_WITH_FLOW = {
  ...PLAIN,
  confirm: (socket) => confirmer((bytes) => socket.send(String(bytes))),
};

const TERMINADO = {
  encode: (text) => JSON.stringify(['stdin', text]),
  decode: (message) => {
    const [kind, text] = JSON.parse(message.toString());
    return kind === 'stdout' ? Buffer.from(text) : null;
  },
};

/** Atrium: every terminal on the one session connection. */
class Atrium {
  constructor(WebSocket, url, options) {
    this.open = () => socketTo(WebSocket, url, options);
    this.terminals = new Map();
    this.requests = 0;
  }

  async terminal() {
    this.socket ??= await this.connect();
    const socket = this.socket;
    const request = ++this.requests;
    socket.send(JSON.stringify({ type: 'requestTerminal', id: request, cols: 80, rows: 24, run: false }));
    return new Promise((resolve) => {
      this.answer = (frame) => {
        const header = Buffer.alloc(HEADER_BYTES);
        header.writeUInt32BE(frame.terminal, 0);
        const terminal = {
          write: (text) => socket.send(Buffer.concat([header, Buffer.from(text)])),
          onData: () => {},
          stall: () => socket.pause(),
          resume: () => socket.resume(),
          confirm: confirmer((bytes) =>
            socket.send(JSON.stringify({ type: 'terminalCredit', terminal: frame.terminal, bytes })),
          ),
        };
        this.terminals.set(frame.terminal, terminal);
        resolve(terminal);
      };
    });
  }

  async connect() {
    const socket = await this.open();
    socket.on('message', (message, isBinary) => {
      if (!isBinary) {
        this.text(JSON.parse(message.toString()));
        return;
      }
      const terminal = this.terminals.get(message.readUInt32BE(0));
      const data = message.subarray(HEADER_BYTES);
      terminal.confirm(data.length);
      terminal.onData(data);
    });
    return socket;
  }

  text(frame) {
    if (frame.type === 'problem') {
      throw new Error(JSON.stringify(frame.problem));
    }
    if (frame.type === 'terminal' && frame.id === this.requests && !this.terminals.has(frame.terminal)) {
      this.answer(frame);
    }
  }

  close() {
    for (const terminal of this.terminals.keys()) {
      this.socket.send(JSON.stringify({ type: 'closeTerminal', terminal }));
    }
    this.socket?.close();
  }
}

/** Makes a connection for each kind of server. */
export function clients(WebSocket) {
  return {
    plain: (url) => new OnePerTerminal(WebSocket, url, PLAIN),
    flow: (url) => new OnePerTerminal(WebSocket, url, PLAIN_WITH_FLOW),
    terminado: (url) => new OnePerTerminal(WebSocket, url, TERMINADO),
    atrium: (url, options) => new Atrium(WebSocket, url, options),
  };
}
