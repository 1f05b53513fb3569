// init-service and S3 in this process's memory, for measurements that are about neither: an empty
// project, every signed request led back here. It cannot say anything about durability.
import { createServer } from 'node:http';
import { once } from 'node:events';

const EXPIRES_MILLIS = 600_000;

async function body(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** @returns its address, how many requests there were, and a way to stop it */
export async function startMemoryStorage(epoch) {
  const objects = new Map();
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests++;
    const content = await body(request);
    const url = request.url;
    if (url.startsWith('/object/')) {
      object(objects, request, content, response);
    } else if (url.endsWith('/open')) {
      answer(response, { epoch, checkpointSeq: -1, checkpoint: null, tail: [] });
    } else if (url.endsWith('/sign')) {
      answer(response, { requests: JSON.parse(content).requests.map((wanted) => signed(server, wanted)) });
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests: () => requests,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function signed(server, wanted) {
  return {
    method: wanted.method,
    url: `http://127.0.0.1:${server.address().port}/object/${encodeURI(wanted.key)}`,
    headers: wanted.createOnly ? { 'If-None-Match': '*' } : {},
    expiresAt: new Date(Date.now() + EXPIRES_MILLIS).toISOString(),
  };
}

function object(objects, request, content, response) {
  const key = request.url;
  if (request.method === 'PUT') {
    if (request.headers['if-none-match'] === '*' && objects.has(key)) {
      response.writeHead(412).end();
      return;
    }
    objects.set(key, content);
    response.writeHead(200).end();
  } else if (request.method === 'DELETE') {
    objects.delete(key);
    response.writeHead(204).end();
  } else if (objects.has(key)) {
    response.writeHead(200).end(objects.get(key));
  } else {
    response.writeHead(404).end();
  }
}

function answer(response, value) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
