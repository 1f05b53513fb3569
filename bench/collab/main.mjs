// bench/run collab: live documents beside hocuspocus and y-websocket, in one run, with the same clients.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { installNode } from '../lib/install.mjs';
import { load, machine } from '../lib/machine.mjs';
import { publish } from '../lib/markdown.mjs';
import { JAVA, workOf } from '../lib/places.mjs';
import { run } from '../lib/process.mjs';
import { ROUNDS } from '../lib/scale.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const WORK = workOf('collab');
const SCENARIO_MILLIS = 150_000;

await installNode(WORK, HERE);
// These need what has just been installed.
const { servers } = await import('./servers.mjs');
const { report } = await import('./report.mjs');
const { makeTrace } = await import('./trace.mjs');
const sizes = await import('./sizes.mjs');

/** What happens to one start of a server, in this order; the trace gets one of its own. */
const VISITS = [
  [
    ['rooms', 'typing', sizes.ROOMS],
    ['crowd', 'typing', sizes.CROWD],
    ['flood', 'typing', sizes.FLOOD],
    ['big', 'bigFile', sizes.BIG],
    ['disk', 'diskChange', sizes.DISK],
  ],
  [['trace', 'trace', sizes.TRACE]],
];

/** Runs one scenario in a process of its own. */
async function runScenario(scenario, target, size) {
  const clients = fork(`${HERE}load.mjs`, [], { serialization: 'advanced' });
  const stop = () => clients.kill();
  process.once('exit', stop);
  const timer = setTimeout(stop, SCENARIO_MILLIS);
  try {
    clients.send({ scenario, target, size });
    const ended = once(clients, 'exit').then(([code, signal]) => [{ problem: `the clients ended with ${code ?? signal}` }]);
    const [{ result, problem }] = await Promise.race([once(clients, 'message'), ended]);
    if (problem) {
      throw new Error(problem);
    }
    return result;
  } finally {
    clearTimeout(timer);
    process.off('exit', stop);
    stop();
  }
}

async function visit(server, scenarios, result) {
  const running = await server.start();
  try {
    for (const [name, scenario, size] of scenarios) {
      if (scenario === 'diskChange' && !running.target.folder) {
        continue;
      }
      result[name] = await runScenario(scenario, running.target, size).catch((failure) => {
        problems.push(`${server.name}, ${name}: ${failure.message}`);
        console.error(problems.at(-1));
      });
    }
  } finally {
    await running.stop();
  }
}

makeTrace(sizes.TRACE.file, sizes.TRACE.edits);
const loadBefore = load();
const problems = [];
const results = {};
for (let round = 1; round <= ROUNDS; round++) {
  for (const server of servers(WORK, sizes.files())) {
    const result = {};
    for (const scenarios of VISITS) {
      await visit(server, scenarios, result).catch((failure) => {
        problems.push(`${server.name}: ${failure.message}`);
        console.error(problems.at(-1));
      });
    }
    (results[server.name] ??= []).push(result);
    console.error(`round ${round}, ${server.name}: ${JSON.stringify(result)}`);
  }
}
const context = { machine: machine(), load: loadBefore, java: await run(JAVA, ['--version']), rounds: ROUNDS };
publish('collab', report(results, { ...context, sizes, problems }));
process.exit(0);
