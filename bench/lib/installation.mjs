import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, startServer } from './process.mjs';
import { ROOT } from './places.mjs';
import { tokenSignerOf } from './tokens.mjs';

const START_SECONDS = 180;
const STOP_SECONDS = 60;
const CACHE_MILLIS = 240_000;

/** Gives a home that no Atrium has used yet an S3 server on a free port, and returns how to reach it. */
export async function prepareStore(home) {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const store = {
    endpoint: `http://127.0.0.1:${await freePort()}`,
    region: 'us-east-1',
    bucket: 'atrium',
    accessKey: 'atriumbench',
    secretKey: randomBytes(24).toString('base64url'),
  };
  writeFileSync(join(home, 's3.json'), JSON.stringify(store), { mode: 0o600 });
  return store;
}

/**
 * Starts `./atrium up` in a home of its own.
 *
 * @param javaOptions more options for its JVM
 * @returns its port, process id, one-time sign-in address, token signer, and a way to stop it
 */
export async function startInstallation(home, javaOptions = '') {
  const port = await freePort();
  const server = await startServer(join(ROOT, 'bin/up'), ['--home', home, '--port', String(port)], {
    matching: /http:\/\/localhost:(\d+)\/signin\?code=\S+/,
    seconds: START_SECONDS,
    stopSeconds: STOP_SECONDS,
    env: { ...process.env, ATRIUM_JAVA_OPTIONS: javaOptions },
  });
  return {
    ...server,
    signIn: server.found[0],
    url: `http://127.0.0.1:${port}`,
    signer: tokenSignerOf(JSON.parse(readFileSync(join(home, 'keys/signing.jwk'), 'utf8'))),
  };
}

/** Waits until the installation has made the runner's AOT cache; null if that takes too long. */
export async function aotCache(home) {
  const until = Date.now() + CACHE_MILLIS;
  while (Date.now() < until) {
    const cache = readdirSync(join(home, 'cache')).find((name) => /^runner-.*\.aot$/.test(name));
    if (cache) {
      return join(home, 'cache', cache);
    }
    await pause(500);
  }
  return null;
}
