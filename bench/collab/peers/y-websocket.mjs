// The y-websocket server with its own LevelDB persistence (YPERSISTENCE), on ws without compression.
// Argument: where it is installed.
import { createRequire } from 'node:module';
import { once } from 'node:events';

const [modules] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { setupWSConnection } = require('@y/websocket-server/utils');
const { WebSocketServer } = require('ws');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket, request) => setupWSConnection(socket, request));
await once(server, 'listening');
console.log(`listening ${server.address().port}`);
process.stdin.resume().on('end', () => process.exit(0));
