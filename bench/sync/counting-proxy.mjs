// Stands in front of the S3 server and counts what goes by. The Host header stays as it came, so
// that signatures still fit.
import { Agent, createServer, request as send } from 'node:http';
import { once } from 'node:events';

const METHODS = ['PUT', 'GET', 'HEAD', 'LIST', 'POST', 'DELETE'];

/** S3 has no method LIST: it is a GET of a bucket. */
function methodOf({ method, url }) {
  const path = url.split('?')[0].replace(/\/$/, '');
  return method === 'GET' && path.split('/').length <= 2 ? 'LIST' : method;
}

/**
 * @param endpoint the S3 server's address
 * @returns its own address, `take()` for what came since the last call, and a way to stop it
 */
export async function startCountingProxy(endpoint) {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  let seen = [];
  const server = createServer((incoming, answer) => {
    seen.push({ method: methodOf(incoming), path: incoming.url.split('?')[0] });
    const headers = { ...incoming.headers };
    delete headers.expect;
    const outgoing = send({ hostname, port, agent, method: incoming.method, path: incoming.url, headers });
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode, response.rawHeaders);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
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
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `10,002 (PUT 10,000, LIST 2)` */
export function describe(requests) {
  const counts = METHODS.map((method) => [method, requests.filter((one) => one.method === method).length]);
  const parts = counts.filter(([, count]) => count > 0).map(([method, count]) => `${method} ${count.toLocaleString('en')}`);
  const total = requests.length.toLocaleString('en');
  return parts.length > 0 ? `${total} (${parts.join(', ')})` : total;
}
