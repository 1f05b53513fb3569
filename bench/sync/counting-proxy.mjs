// Stands in front of the S3 server and counts what goes by. Every byte is passed on as it came, both
// ways: signatures cover the request line, the Host and how the body is cut into chunks.
import { createConnection, createServer } from 'node:net';
import { once } from 'node:events';
import { RequestHeads } from './request-heads.mjs';

const METHODS = ['PUT', 'GET', 'HEAD', 'LIST', 'POST', 'DELETE'];

/** S3 has no method LIST: it is a GET of a bucket. */
function methodOf(method, path) {
  return method === 'GET' && path.replace(/\/$/, '').split('/').length <= 2 ? 'LIST' : method;
}

/**
 * @param endpoint the S3 server's address
 * @returns its own address, `take()` for what came since the last call, and a way to stop it
 */
export async function startCountingProxy(endpoint) {
  const { hostname, port } = new URL(endpoint);
  const open = new Set();
  let seen = [];
  const count = (method, target) => {
    const path = target.split('?')[0];
    seen.push({ method: methodOf(method, path), path });
  };
  const server = createServer({ noDelay: true }, (client) => {
    const store = createConnection({ host: hostname, port: Number(port), noDelay: true });
    const heads = new RequestHeads(count);
    client.on('data', (bytes) => heads.take(bytes));
    join(client, store, open);
    join(store, client, open);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop() {
      server.close();
      open.forEach((socket) => socket.destroy());
    },
  };
}

/** What comes from one side goes to the other; both end together. */
function join(from, to, open) {
  open.add(from);
  from.on('error', () => to.destroy());
  from.on('close', () => {
    open.delete(from);
    to.end();
  });
  from.pipe(to);
}

/** `10,002 (PUT 10,000, LIST 2)` */
export function describe(requests) {
  const counts = METHODS.map((method) => [method, requests.filter((one) => one.method === method).length]);
  const parts = counts.filter(([, count]) => count > 0).map(([method, count]) => `${method} ${count.toLocaleString('en')}`);
  const total = requests.length.toLocaleString('en');
  return parts.length > 0 ? `${total} (${parts.join(', ')})` : total;
}
