// node-pty behind ws, as most web terminals have it: one connection a terminal, bytes as they come.
// With `flow` it follows xterm.js' guide: the PTY pauses while too much is unconfirmed.
import { createRequire } from 'node:module';
import { once } from 'node:events';

const [modules, mode, directory] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const pty = require('node-pty');
const { WebSocketServer } = require('ws');

const HIGH_WATER = 500_000;
const LOW_WATER = 250_000;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  const shell = pty.spawn('/bin/bash', ['-l'], {
    name: 'xterm-256color', cols: 80, rows: 24, cwd: directory, encoding: null,
  });
  let unconfirmed = 0;
  shell.onData((data) => {
    socket.send(data);
    unconfirmed += data.length;
    if (mode === 'flow' && unconfirmed > HIGH_WATER) {
      shell.pause();
    }
  });
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      shell.write(data);
      return;
    }
    unconfirmed -= Number(data.toString());
    if (unconfirmed < LOW_WATER) {
      shell.resume();
    }
  });
  socket.on('close', () => shell.kill('SIGKILL'));
});
await once(server, 'listening');
console.log(`listening ${server.address().port}`);
process.stdin.resume().on('end', () => process.exit(0));
