// The servers under test. Each start() gives {pid, stop, target}; a target is what the clients need to know,
// and can be sent to another process: base and query of the address, headers, which wire they speak, and,
// where documents are files, the folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { JAVA, runnerJar } from '../lib/places.mjs';
import { startServer } from '../lib/process.mjs';
import { startRunner } from '../lib/runner.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const QUIET_MILLIS = 1000;

/**
 * @param work where peers are installed
 * @param files what a project has from the start: contents by name
 */
export function servers(work, files) {
  return [
    { name: 'Atrium', start: () => startAtrium(files) },
    {
      name: 'hocuspocus',
      start: () => startPeer((data) => [`${HERE}peers/hocuspocus.mjs`, work, join(data, 'documents.sqlite')], 'hocuspocus'),
    },
    { name: 'y-websocket', start: () => startPeer(() => [`${HERE}peers/y-websocket.mjs`, work], 'y-websocket') },
  ];
}

async function startPeer(argumentsFor, wire) {
  const data = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
  const server = await startServer(process.execPath, argumentsFor(data), {
    env: { ...process.env, NODE_ENV: 'production', YPERSISTENCE: join(data, 'documents') },
  });
  return {
    pid: server.pid,
    target: { pid: server.pid, wire, base: `ws://127.0.0.1:${server.port}/`, query: '', headers: {} },
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function startAtrium(files) {
  const runner = await startRunner(JAVA, runnerJar(), (folder) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });
  await quiet(runner.storageRequests);
  return {
    pid: runner.pid,
    stop: runner.stop,
    target: {
      pid: runner.pid,
      wire: 'y-websocket',
      base: `ws://127.0.0.1:${runner.port}/collab/`,
      query: '?guid=&ack=1',
      headers: { Authorization: `Bearer ${runner.token}`, Host: runner.host },
      folder: runner.folder,
    },
  };
}

/** The project's first save is not what is measured. */
async function quiet(count) {
  for (let before = -1; before !== count(); ) {
    before = count();
    await pause(QUIET_MILLIS);
  }
}
