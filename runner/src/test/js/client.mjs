/*
 * A stock y-websocket client, told what to do by lines of JSON: {do, ...}, each answered by a line.
 * Arguments: the server's address, the document's name, and headers as JSON.
 */
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const [server, name, headers] = process.argv.slice(2);

class WebSocketWithHeaders extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { headers: JSON.parse(headers) });
  }
}

const doc = new Y.Doc();
const text = doc.getText('content');
const provider = new WebsocketProvider(server, name, doc, {
  WebSocketPolyfill: WebSocketWithHeaders,
  disableBc: true,
});
let closed = null;
provider.on('connection-close', (event) => {
  closed = event?.code ?? 0;
});

const commands = {
  text: () => text.toString(),
  synced: () => provider.synced,
  closed: () => closed,
  insert: ({ at, text: inserted }) => text.insert(at, inserted),
  delete: ({ at, length }) => text.delete(at, length),
  present: ({ state }) => provider.awareness.setLocalState(state),
  others: () => [...provider.awareness.getStates().entries()].filter(([id]) => id !== doc.clientID).map(([, state]) => state),
  offline: () => provider.disconnect(),
  online: () => provider.connect(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ answer: commands[request.do](request) ?? null })}\n`);
}
process.exit(0);
