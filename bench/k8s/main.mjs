// bench/run k8s: a Repl on a real cluster, from kubectl apply to Ready and to the first prompt, and what the operator writes for it.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { installNode } from '../lib/install.mjs';
import { load, machine } from '../lib/machine.mjs';
import { publish } from '../lib/markdown.mjs';
import { workOf } from '../lib/places.mjs';
import { QUICK } from '../lib/scale.mjs';
import { connect } from './cluster.mjs';
import { Followed, start } from './repl.mjs';
import { report } from './report.mjs';

const REPLS = QUICK ? 3 : 20;
const HERE = fileURLToPath(new URL('.', import.meta.url));
const WORK = workOf('k8s');

await installNode(WORK, HERE);
const WebSocket = createRequire(`${WORK}/`)('ws');
const cluster = await connect();
const signer = await cluster.signer();
const stamp = Date.now().toString(36);
const namespace = `bench-${stamp}`;
const loadBefore = load();
await cluster.kubectl('create', 'namespace', namespace);
const followed = new Followed(cluster, namespace);

const named = (name) => ({ namespace, name, project: `${name}x${stamp}`, signer, WebSocket });

try {
  // The first Repl keeps the namespace's shared objects, and everything warm.
  await start(cluster, followed, named('warm'));
  const times = [];
  let writes = 0;
  for (let round = 1; round <= REPLS; round++) {
    const before = await cluster.writes();
    const repl = named(`repl${round}`);
    times.push(await start(cluster, followed, repl));
    writes += (await cluster.writes()) - before;
    await cluster.kubectl('delete', 'repl', repl.name, '-n', namespace);
  }
  publish('k8s', report(times, { writes: writes / REPLS, machine: machine(), load: loadBefore }));
} finally {
  followed.stop();
  await cluster.kubectl('delete', 'namespace', namespace, '--wait=false');
}
