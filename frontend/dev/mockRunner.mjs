/*
 * A stand-in for a runner, for work on the IDE's looks: the session WebSocket and enough of the REST
 * interface, over a directory of sample files. It keeps no promise about anything; tests of the
 * product run against the real one.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative } from 'node:path';
import { WebSocketServer } from 'ws';

const root = mkdtempSync(join(tmpdir(), 'atrium-mock-'));
const dist = join(import.meta.dirname, '..', 'dist', 'ide');
const port = Number(process.env.PORT ?? 0);
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-src *; base-uri 'none'; form-action 'self'";

/** As the runner writes it: null is left out. */
const encode = (value) => JSON.stringify(value, (_key, field) => field ?? undefined);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
const problem = (status, kind, detail) => ({
  type: `urn:atrium:problem:${kind}`,
  title: kind,
  status,
  detail,
});

function entry(directory, name) {
  const stat = lstatSync(join(root, directory, name));
  const kind = stat.isDirectory()
    ? 'DIRECTORY'
    : stat.isSymbolicLink()
      ? 'LINK'
      : stat.isFile()
        ? 'FILE'
        : 'OTHER';
  return {
    name,
    kind,
    size: kind === 'FILE' ? stat.size : 0,
    mode: stat.mode & 0o777,
    modifiedAt: stat.mtime.toISOString(),
    target: kind === 'LINK' ? readlinkSync(join(root, directory, name)) : null,
    localOnly: name === 'node_modules' || directory.split('/').includes('node_modules'),
  };
}

function list(directory) {
  return readdirSync(join(root, directory))
    .map((name) => entry(directory, name))
    .sort(
      (a, b) => (b.kind === 'DIRECTORY') - (a.kind === 'DIRECTORY') || (a.name < b.name ? -1 : 1),
    );
}

function files(directory = '') {
  return list(directory).flatMap(({ name, kind, localOnly }) => {
    const path = directory ? `${directory}/${name}` : name;
    return localOnly ? [] : kind === 'DIRECTORY' ? files(path) : kind === 'FILE' ? [path] : [];
  });
}

const sockets = new Set();
let seq = 1;
const saved = () => ({
  acknowledged: seq,
  saved: seq,
  savedAt: new Date().toISOString(),
  storage: 'OK',
  problem: null,
});
const broadcast = (frame) => sockets.forEach((socket) => socket.send(encode(frame)));
function committed(path, deleted = false) {
  seq++;
  const full = join(root, path);
  const isFile = !deleted && existsSync(full) && lstatSync(full).isFile();
  broadcast({
    type: 'changed',
    mass: false,
    changes: [
      {
        path,
        hash: isFile ? hash(readFileSync(full)) : null,
        deleted,
        cause: 'EDIT',
        author: null,
      },
    ],
  });
  broadcast({ type: 'saved', ...saved(), saved: seq - 1 });
  setTimeout(() => broadcast({ type: 'saved', ...saved() }), 400);
}

const appServer = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end('<body style="font:16px sans-serif;padding:2rem"><h1>Hello from the app</h1>');
}).listen(0, '127.0.0.1');
const app = () => `http://127.0.0.1:${appServer.address().port}`;

const session = () => ({
  project: 'brave-otter-42',
  title: 'Weather station',
  person: 'p1',
  name: 'Ada',
  role: 'OWNER',
  appUrl: app(),
  hubUrl: 'http://localhost:8080',
});

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  const body = [];
  for await (const chunk of request) body.push(chunk);
  const json = (status, value) => {
    response.writeHead(status, {
      'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
    });
    response.end(encode(value));
  };
  if (url.pathname === '/api/session') return json(200, session());
  if (url.pathname === '/api/session/renew') return json(200, {});
  if (url.pathname === '/api/preview/ticket') return json(200, { url: `${app()}/` });
  if (url.pathname === '/api/paths') return json(200, { paths: files(), truncated: false });
  if (url.pathname === '/api/search') return search(JSON.parse(Buffer.concat(body)), response);
  if (url.pathname === '/api/file-operations')
    return json(...operate(JSON.parse(Buffer.concat(body))));
  if (url.pathname.startsWith('/api/files/')) {
    const path = decodeURIComponent(url.pathname.slice(11));
    const full = join(root, path);
    if (request.method === 'PUT') {
      if (existsSync(full) && request.headers['if-none-match']) {
        return json(412, problem(412, 'changed-meanwhile', 'It exists already.'));
      }
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, Buffer.concat(body));
      committed(path);
      response.setHeader('ETag', `"${hash(readFileSync(full))}"`);
      return json(200, {});
    }
    if (!existsSync(full)) return json(404, problem(404, 'not-found', 'No such file.'));
    response.setHeader('ETag', `"${hash(readFileSync(full))}"`);
    return response.end(request.method === 'HEAD' ? undefined : readFileSync(full));
  }
  const file = join(dist, url.pathname === '/' ? 'index.html' : url.pathname.slice(1));
  if (!existsSync(file)) return json(404, problem(404, 'not-found', 'No such page.'));
  const packed = existsSync(`${file}.br`);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    ...(packed && { 'Content-Encoding': 'br' }),
  });
  return response.end(readFileSync(packed ? `${file}.br` : file));
});

function operate(operation) {
  switch (operation.op) {
    case 'createDirectory':
      if (existsSync(join(root, operation.path)))
        return [409, problem(409, 'already-exists', 'It exists already.')];
      mkdirSync(join(root, operation.path), { recursive: true });
      committed(operation.path);
      return [200, {}];
    case 'move':
      if (existsSync(join(root, operation.to)))
        return [409, problem(409, 'already-exists', `${operation.to} exists already.`)];
      renameSync(join(root, operation.from), join(root, operation.to));
      committed(operation.from, true);
      committed(operation.to);
      return [200, {}];
    case 'copy':
      cpSync(join(root, operation.from), join(root, operation.to), { recursive: true });
      committed(operation.to);
      return [200, {}];
    default:
      rmSync(join(root, operation.path), { recursive: true });
      committed(operation.path, true);
      return [200, {}];
  }
}

function search({ query, regex, matchCase }, response) {
  const pattern = new RegExp(
    regex ? query : query.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    matchCase ? 'g' : 'gi',
  );
  let hits = 0;
  const matched = new Set();
  for (const path of files()) {
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        for (const match of line.matchAll(pattern)) {
          hits++;
          matched.add(path);
          response.write(
            `${JSON.stringify({
              path,
              line: index + 1,
              column: match.index + 1,
              length: match[0].length,
              preview: line.slice(0, 250),
              previewColumn: match.index + 1,
            })}\n`,
          );
        }
      });
  }
  response.end(encode({ end: true, files: matched.size, hits, truncated: false, problem: null }));
}

const terminals = new Map();
let nextTerminal = 1;

function openTerminal(run) {
  const id = nextTerminal++;
  const command = run ? 'node server.js' : 'bash --norc';
  const child = spawn('script', ['-qfc', command, '/dev/null'], {
    cwd: root,
    env: { ...process.env, PS1: '\\[\\e[32m\\]~/project\\[\\e[0m\\] $ ', TERM: 'xterm-256color' },
  });
  const terminal = {
    id,
    run,
    child,
    output: Buffer.alloc(0),
    exitCode: null,
    title: run ? 'node server.js' : 'bash',
  };
  terminals.set(id, terminal);
  const onData = (data) => {
    sockets.forEach((socket) => socket.send(frameOf(id, terminal.output.length, data)));
    terminal.output = Buffer.concat([terminal.output, data]);
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  child.on('exit', (code) => {
    terminal.exitCode = code ?? 1;
    broadcast({ type: 'terminal', ...info(terminal, 0, terminal.output.length) });
  });
  return terminal;
}

function frameOf(id, sequence, bytes) {
  const header = Buffer.alloc(12);
  header.writeUInt32BE(id);
  header.writeBigUInt64BE(BigInt(sequence), 4);
  return Buffer.concat([header, bytes]);
}

const info = (terminal, id, from) => ({
  id,
  terminal: terminal.id,
  title: terminal.title,
  run: terminal.run,
  from,
  cols: 80,
  rows: 24,
  exitCode: terminal.exitCode,
});

function applyPatch(text, patch) {
  return [...patch]
    .reverse()
    .reduce(
      (result, { offset, length, text: inserted }) =>
        result.slice(0, offset) + inserted + result.slice(offset + length),
      text,
    );
}

const HANDLERS = {
  fetchDir: ({ path }) => ({ type: 'dir', path, entries: list(path), truncated: false }),
  fetchContent({ path }) {
    const full = join(root, path);
    if (!existsSync(full)) throw problem(404, 'not-found', `${path} is not there.`);
    const bytes = readFileSync(full);
    if (bytes.includes(0)) throw problem(415, 'not-text', 'This file is not UTF-8 text.');
    return { type: 'content', path, hash: hash(bytes), content: bytes.toString(), mode: 0o644 };
  },
  updateContent({ path, base, content, patch }) {
    const full = join(root, path);
    const now = existsSync(full) ? readFileSync(full) : null;
    if ((now && hash(now)) !== base)
      throw problem(412, 'changed-meanwhile', 'It changed meanwhile.');
    writeFileSync(full, content ?? applyPatch(now.toString(), patch));
    committed(path);
    return { type: 'updated', path, hash: hash(readFileSync(full)), seq };
  },
  requestTerminal: ({ run }) => ({ type: 'terminal', ...info(openTerminal(run), 0, 0) }),
  attachTerminal({ terminal, after }, socket) {
    const known = terminals.get(terminal);
    setTimeout(() => socket.send(frameOf(terminal, after, known.output.subarray(after))));
    return { type: 'terminal', ...info(known, 0, after) };
  },
  terminalData: ({ terminal, data }) => void terminals.get(terminal)?.child.stdin.write(data),
  closeTerminal({ terminal }) {
    terminals.get(terminal)?.child.kill('SIGHUP');
    terminals.delete(terminal);
  },
};

const webSockets = new WebSocketServer({ server, path: '/ws' });
webSockets.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      terminals.get(data.readUInt32BE(0))?.child.stdin.write(data.subarray(12));
      return;
    }
    const frame = JSON.parse(data);
    try {
      const answer = HANDLERS[frame.type]?.(frame, socket);
      if (answer) socket.send(encode({ ...answer, id: frame.id }));
    } catch (failure) {
      socket.send(
        JSON.stringify({
          type: 'problem',
          id: frame.id,
          problem: failure.status ? failure : problem(500, 'internal', String(failure)),
        }),
      );
    }
  });
  socket.send(
    encode({
      type: 'loaded',
      ...session(),
      runCommand: 'node server.js',
      root: list(''),
      terminals: [...terminals.values()].map((terminal) => info(terminal, 0, 0)),
      saved: saved(),
    }),
  );
});

function seed() {
  const write = (path, content) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write(
    'package.json',
    JSON.stringify({ name: 'sample', type: 'module', dependencies: { ws: '8' } }, null, 2),
  );
  write('atrium.json', '{ "run": "node server.js" }\n');
  write('README.md', '# Sample\n\nA project to try the **IDE** with.\n\n- one\n- two\n');
  write(
    'server.js',
    "import { createServer } from 'node:http';\n\nconst port = process.env.PORT ?? 3000;\n\ncreateServer((request, response) => {\n  response.end(`Hello from ${request.url}`);\n}).listen(port, () => console.log(`listening on ${port}`));\n",
  );
  write(
    'src/app.tsx',
    "import { useState } from 'react';\n\ninterface Props {\n  name: string;\n}\n\nexport function App({ name }: Props) {\n  const [count, setCount] = useState(0);\n  return <button onClick={() => setCount(count + 1)}>{name}: {count}</button>;\n}\n",
  );
  write('src/styles.css', 'body {\n  margin: 0;\n  color: #333;\n}\n');
  write('src/main.py', 'def main() -> None:\n    """Says hello."""\n    print("hello")\n');
  write('src/deep/down/Here.java', 'class Here {\n  int x = 1;\n}\n');
  write('blob.bin', Buffer.from([0, 1, 2, 3]));
  write('node_modules/ws/index.js', '');
  for (let i = 0; i < 300; i++) write(`many/file${String(i).padStart(3, '0')}.txt`, `line ${i}\n`);
  symlinkSync('README.md', join(root, 'link.md'));
  spawn('mkfifo', [join(root, 'pipe')]);
}

seed();
server.listen(port, '127.0.0.1', () =>
  console.log(JSON.stringify({ port: server.address().port, root: relative('/', root) && root })),
);
process.on('SIGTERM', () => {
  terminals.forEach(({ child }) => child.kill('SIGHUP'));
  rmSync(root, { recursive: true, force: true });
  process.exit(0);
});
