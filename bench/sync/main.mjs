// bench/run sync: a project's way to S3 and back beside s5cmd and rclone, on one S3 server. One round
// goes through a proxy and is counted; the others go straight and are timed.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aotCache, prepareStore, startInstallation } from '../lib/installation.mjs';
import { installNode, installPython } from '../lib/install.mjs';
import { load, machine } from '../lib/machine.mjs';
import { JAVA, runnerJar, workOf } from '../lib/places.mjs';
import { publish } from '../lib/markdown.mjs';
import { run } from '../lib/process.mjs';
import { QUICK, ROUNDS } from '../lib/scale.mjs';
import { startCountingProxy } from './counting-proxy.mjs';
import { makeDataset } from './dataset.mjs';
import { peerRound } from './peer.mjs';
import { atriumRound } from './round.mjs';
import { report } from './report.mjs';
import { tools, toolVersions } from './tools.mjs';
import { counting, timing } from './measure.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const WORK = workOf('sync');
const HOME = join(WORK, 'home');
const SIZE = QUICK ? { files: 300, bigBytes: 4 * 2 ** 20 } : { files: 10_000, bigBytes: 256 * 2 ** 20 };
const EDITS = QUICK ? 20 : 200;

await installNode(WORK, HERE);
const bin = await installPython(WORK, HERE);
const { WebSocket } = createRequire(`${WORK}/`)('ws');
const loadBefore = load();
const data = makeDataset(join(WORK, `data-${SIZE.files}`), SIZE);
rmSync(HOME, { recursive: true, force: true });
const store = await prepareStore(HOME);
const scratch = join(WORK, 'scratch');
const results = {};
const problems = [];

/** One round of everybody; who fails is left out of this round, and the table says why. */
async function round(name, place, meter) {
  const participants = [
    ['Atrium', (measure) => atriumRound(place, `benchsync${name}`, measure)],
    ...tools(bin).map((tool) => [tool.name, (measure) => peerRound(tool, place, measure)]),
  ];
  for (const [participant, participate] of participants) {
    const result = {};
    try {
      await participate(meter(result));
    } catch (failure) {
      problems.push(`${participant}, round ${name}: ${failure.message}`);
      console.error(problems.at(-1));
    }
    (results[participant] ??= []).push(result);
    console.error(`round ${name}, ${participant}: ${JSON.stringify(result)}`);
  }
}

/** Starts the installation, lets it do its rounds, and stops it. */
async function withInstallation(endpoint, rounds) {
  const options = endpoint === store.endpoint ? '' : `-Datrium.storage.endpoint=${endpoint}`;
  const installation = await startInstallation(HOME, options);
  try {
    const cache = await aotCache(HOME);
    await rounds({
      installation, store, endpoint, scratch, data, WebSocket, edits: EDITS,
      home: HOME, java: JAVA, jar: runnerJar(), aotCache: cache,
    });
  } finally {
    await installation.stop();
  }
}

const proxy = await startCountingProxy(store.endpoint);
await withInstallation(proxy.endpoint, (place) => round('counted', place, (result) => counting(proxy, result)));
proxy.stop();
await withInstallation(store.endpoint, async (place) => {
  for (let number = 1; number <= ROUNDS; number++) {
    await round(`${number}`, place, timing);
  }
});
rmSync(HOME, { recursive: true, force: true });
rmSync(scratch, { recursive: true, force: true });
const context = { machine: machine(), load: loadBefore, java: await run(JAVA, ['--version']), tools: await toolVersions(bin) };
publish('sync', report(results, { ...context, ...SIZE, rounds: ROUNDS, edits: EDITS, problems }));
process.exit(0);
