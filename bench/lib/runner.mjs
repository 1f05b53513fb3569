import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from './process.mjs';
import { startMemoryStorage } from './memory-storage.mjs';
import { tokenSigner } from './tokens.mjs';

const PROJECT = 'bench0000000';
const READY_MILLIS = 60_000;

/** The JVM options of the local engine (EngineConfig.jvmOptions). */
const JVM = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseCompactObjectHeaders',
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
  '--add-opens=java.base/java.lang=ALL-UNNAMED',
];

/**
 * Starts the real runner on an empty project.
 *
 * @returns its port, its process id, a person's Bearer token, and a way to stop it
 */
export async function startRunner(java, jar) {
  const home = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
  const epoch = Date.now();
  const signer = tokenSigner();
  const storage = await startMemoryStorage(epoch);
  writeFileSync(join(home, 'jwks.json'), signer.jwks);
  writeFileSync(join(home, 'identity'), signer.sign({ aud: 'atrium:init-service', sub: 'runner', project: PROJECT, epoch }));
  mkdirSync(join(home, 'state'));
  const server = await startServer(java, [...JVM, '-jar', jar], {
    cwd: home,
    matching: /Listening on: http:\/\/127\.0\.0\.1:(\d+)/,
    env: { ...process.env, ...settings(home, storage.url) },
  });
  await untilReady(server.port);
  return {
    ...server,
    host: `${PROJECT}.ide.localhost`,
    token: signer.sign({ aud: `atrium:repl:${PROJECT}`, sub: 'ada', name: 'Ada', project: PROJECT, role: 'OWNER' }),
    stop: async () => {
      await server.stop();
      storage.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function settings(home, storageUrl) {
  return {
    ATRIUM_PROJECT: PROJECT,
    ATRIUM_IDE_ORIGIN: `http://${PROJECT}.ide.localhost`,
    ATRIUM_APP_ORIGIN: `http://${PROJECT}.app.localhost`,
    ATRIUM_HUB_ORIGIN: 'http://localhost',
    ATRIUM_HUB_URL: 'http://127.0.0.1:9',
    ATRIUM_STORAGE_URL: storageUrl,
    ATRIUM_JWKS: join(home, 'jwks.json'),
    ATRIUM_IDENTITY: join(home, 'identity'),
    ATRIUM_ROOT: join(home, 'project'),
    ATRIUM_STATE: join(home, 'state'),
    ATRIUM_APP_PORT: '9',
    ATRIUM_STOP_ON_EOF: 'true',
    QUARKUS_HTTP_HOST: '127.0.0.1',
    QUARKUS_HTTP_PORT: '0',
    SHELL: '/bin/bash',
  };
}

async function untilReady(port) {
  const until = Date.now() + READY_MILLIS;
  while (Date.now() < until) {
    const health = await fetch(`http://127.0.0.1:${port}/q/health/ready`);
    if (health.ok) {
      return;
    }
    await pause(100);
  }
  throw new Error('The runner did not become ready in time');
}
