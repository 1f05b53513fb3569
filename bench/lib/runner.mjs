import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from './process.mjs';
import { startMemoryStorage } from './memory-storage.mjs';
import { ROOT } from './places.mjs';
import { tokenSigner } from './tokens.mjs';

const READY_MILLIS = 120_000;
const POLL_MILLIS = 20;

const ENGINE_CONFIG = 'standalone/src/main/java/dev/atrium/standalone/engine/EngineConfig.java';

/** The local engine's own JVM options, read where they stand: an AOT cache fits these only. */
function jvmOptions() {
  const source = readFileSync(join(ROOT, ENGINE_CONFIG), 'utf8');
  const found = /@WithDefault\(([^)]*)\)\s*List<String> jvmOptions/.exec(source);
  return [...found[1].matchAll(/"([^"]*)"/g)].map((part) => part[1]).join('').split(',');
}

/**
 * Starts the real runner on an empty project, with storage in this process's memory.
 *
 * @param prepare puts what the project has from the start into its directory
 * @returns as {@link launchRunner}, with the project's directory and how many requests storage has had
 */
export async function startRunner(java, jar, prepare = () => {}) {
  const home = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
  const folder = join(home, 'project');
  mkdirSync(folder);
  prepare(folder);
  const storage = await startMemoryStorage(Date.now());
  const runner = await launchRunner({
    java, jar, home, project: 'bench0000000', storageUrl: storage.url, signer: tokenSigner(),
  });
  return {
    ...runner,
    folder,
    storageRequests: storage.requests,
    stop: async () => {
      await runner.stop();
      storage.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * Starts a runner as the local engine does, under a new epoch, and waits until it is ready.
 *
 * @param home its directory; what an earlier runner of the project left there is found again
 * @param signer signs with the key that `storageUrl` trusts
 * @param aotCache the AOT cache to use, if there is one
 * @returns its port, process id, host, a person's Bearer token, the seconds from the start of the
 *     process until it was ready, and a way to stop it
 */
export async function launchRunner({ java, jar, home, project, storageUrl, signer, aotCache }) {
  mkdirSync(join(home, 'state'), { recursive: true });
  writeFileSync(join(home, 'jwks.json'), signer.jwks);
  const identity = signer.sign({ aud: 'atrium:init-service', sub: 'runner', project, epoch: Date.now() });
  writeFileSync(join(home, 'identity'), identity);
  const aot = aotCache ? [`-XX:AOTCache=${aotCache}`, '-Xlog:aot=off'] : [];
  const began = performance.now();
  const server = await startServer(java, [...jvmOptions(), ...aot, '-jar', jar], {
    cwd: home,
    matching: /Listening on: http:\/\/127\.0\.0\.1:(\d+)/,
    stopSeconds: 30,
    env: { ...process.env, ...settings(home, project, storageUrl) },
  });
  await untilReady(server);
  return {
    ...server,
    host: `${project}.ide.localhost`,
    token: signer.sign({ aud: `atrium:repl:${project}`, sub: 'ada', name: 'Ada', project, role: 'OWNER' }),
    readySeconds: (performance.now() - began) / 1000,
  };
}

function settings(home, project, storageUrl) {
  return {
    ATRIUM_PROJECT: project,
    ATRIUM_IDE_ORIGIN: `http://${project}.ide.localhost`,
    ATRIUM_APP_ORIGIN: `http://${project}.app.localhost`,
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
    // Login shells run their owner's profile, which is nobody's figure.
    HOME: home,
  };
}

async function untilReady(server) {
  const until = Date.now() + READY_MILLIS;
  while (Date.now() < until) {
    const health = await fetch(`http://127.0.0.1:${server.port}/q/health/ready`).catch(() => null);
    if (health?.ok) {
      return;
    }
    await pause(POLL_MILLIS);
  }
  await server.stop();
  throw new Error('The runner did not become ready in time');
}
