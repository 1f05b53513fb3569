// bench/run terminal: Atrium's terminals beside node-pty + ws and terminado, in one run, with the
// same Node client over the loopback interface.
import { createRequire } from 'node:module';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { installNode, installPython } from '../lib/install.mjs';
import { load, machine } from '../lib/machine.mjs';
import { publish } from '../lib/markdown.mjs';
import { JAVA, runnerJar, workOf } from '../lib/places.mjs';
import { run } from '../lib/process.mjs';
import { startRunner } from '../lib/runner.mjs';
import { QUICK, ROUNDS } from '../lib/scale.mjs';
import { clients } from './clients.mjs';
import * as measures from './measures.mjs';
import { report } from './report.mjs';
import { servers } from './servers.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const WORK = workOf('terminal');
const BIG_MIB = QUICK ? 2 : 64;
const BIG_FILE = join(WORK, `big-${BIG_MIB}.txt`);
const BIG_BYTES = BIG_MIB * 2 ** 20;
const SETTLE_MILLIS = 500;

const COMMANDS = { cat: `cat ${BIG_FILE}`, seq: `seq 1 ${QUICK ? 50_000 : 2_000_000}` };

/** In this order for every server; the first two are only there to warm up its ways out and in. */
const MEASURES = [
  ['warmup', (connection) => measures.throughput(connection, COMMANDS.cat)],
  ['typing warmup', measures.idleEcho],
  ['cat', (connection) => measures.throughput(connection, COMMANDS.cat)],
  ['seq', (connection) => measures.throughput(connection, COMMANDS.seq)],
  ['echo', measures.idleEcho],
  ['flood', measures.echoUnderFlood],
  ['interrupt', measures.interrupt],
  ['stalled', measures.stalledGrowth],
];

async function install() {
  await installNode(WORK, HERE);
  if (!existsSync(join(WORK, 'node_modules/node-pty/build/Release/pty.node'))) {
    await run('npm', ['rebuild', 'node-pty'], { cwd: WORK });
  }
  await installPython(WORK, HERE);
  if (!existsSync(BIG_FILE)) {
    const line = `${'All work and no play makes Jack a dull boy. '.repeat(2)}0123456789\n`;
    writeFileSync(BIG_FILE, line.repeat(Math.ceil(BIG_BYTES / line.length)).slice(0, BIG_BYTES));
  }
}

async function rawPty() {
  const rates = {};
  for (const [name, command] of Object.entries(COMMANDS)) {
    rates[name] = Number(await run(join(WORK, 'venv/bin/python'), [join(HERE, 'peers/raw_pty.py'), command]));
  }
  return rates;
}

async function measure(server) {
  const running = await server.start();
  const result = {};
  try {
    for (const [name, measureOne] of MEASURES) {
      const connection = running.connect();
      try {
        result[name] = await measureOne(connection, running.pid);
      } catch (failure) {
        problems.push(`${server.name}, ${name}: ${failure.message}`);
        console.error(problems.at(-1));
      }
      connection.close();
      await pause(SETTLE_MILLIS);
    }
  } finally {
    await running.stop();
  }
  return result;
}

await install();
const loadBefore = load();
const { WebSocket } = createRequire(`${WORK}/`)('ws');
const connect = clients(WebSocket);

async function startAtrium() {
  const runner = await startRunner(JAVA, runnerJar());
  const options = { headers: { Authorization: `Bearer ${runner.token}`, Host: runner.host } };
  return { ...runner, connect: () => connect.atrium(`ws://127.0.0.1:${runner.port}/ws`, options) };
}

const problems = [];
const results = { 'raw pty': [] };
for (let round = 1; round <= ROUNDS; round++) {
  results['raw pty'].push(await rawPty());
  for (const server of servers(WORK, connect, startAtrium)) {
    const result = await measure(server).catch((failure) => {
      problems.push(`${server.name}: ${failure.message}`);
      return {};
    });
    (results[server.name] ??= []).push(result);
    console.error(`round ${round}, ${server.name}: ${JSON.stringify(result)}`);
  }
}
const context = { machine: machine(), load: loadBefore, java: await run(JAVA, ['--version']), rounds: ROUNDS };
publish('terminal', report(results, { ...context, problems }));
process.exit(0);
