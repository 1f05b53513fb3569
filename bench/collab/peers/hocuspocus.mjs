// hocuspocus with its SQLite extension and its own defaults: a document is stored two seconds after its
// last change, and leaves memory with its last client. Arguments: where it is installed, its database.
import { createRequire } from 'node:module';

const [modules, database] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { Server } = require('@hocuspocus/server');
const { SQLite } = require('@hocuspocus/extension-sqlite');

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  extensions: [new SQLite({ database })],
});
await server.listen();
console.log(`listening ${server.address.port}`);
process.stdin.resume().on('end', () => process.exit(0));
