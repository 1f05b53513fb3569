// bench/run ide: opening Atrium's IDE beside code-server in headless Chromium, and the way from the
// click on Create to the first typed character.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installNode } from '../lib/install.mjs';
import { load, machine } from '../lib/machine.mjs';
import { publish } from '../lib/markdown.mjs';
import { JAVA, ROOT, workOf } from '../lib/places.mjs';
import { run } from '../lib/process.mjs';
import { ROUNDS } from '../lib/scale.mjs';
import * as atrium from './atrium.mjs';
import { browserVersion, open, startBrowser } from './browser.mjs';
import * as codeServer from './code-server.mjs';
import { report } from './report.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const WORK = workOf('ide');
const PROJECT = join(ROOT, 'templates/node');

await installNode(WORK, HERE);
const { chromium } = createRequire(`${WORK}/`)('playwright-core');
const loadBefore = load();
const results = { Atrium: [], 'code-server': [] };
const problems = [];

/** Does something with a fresh browser; its own failure is noted and ends nothing else. */
async function withBrowser(who, action) {
  const browser = await startBrowser(chromium);
  try {
    return await action(browser.context);
  } catch (failure) {
    problems.push(`${who}: ${failure.message}`);
    console.error(problems.at(-1));
    return {};
  } finally {
    await browser.stop();
  }
}

/** Opens an address cold, then once more with what the browser has kept. */
async function coldAndWarm(context, address, files, memory) {
  const cold = await open(context, address, files);
  const warm = await open(context, address, files, memory);
  return { cold, warm };
}

async function benchAtrium() {
  const installation = await atrium.AtriumInstallation.start(join(WORK, 'home'));
  if (!installation.aot) {
    problems.push('Atrium: there was no AOT cache, so starts are slower than usual');
  }
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const created = await withBrowser('Atrium, a new project', async (context) => {
        await installation.signIn(context);
        const times = await installation.createProject(context);
        return { ...times, ...(await installation.restart(context)) };
      });
      const opened = await withBrowser('Atrium, opening', async (context) => {
        await installation.signIn(context);
        return coldAndWarm(context, installation.ide, atrium.files, () => installation.memory());
      });
      keep('Atrium', { ...created, ...opened });
    }
  } finally {
    await installation.stop();
  }
}

async function benchCodeServer() {
  const installed = await codeServer.installCodeServer(WORK);
  for (let round = 1; round <= ROUNDS; round++) {
    const server = await codeServer.startCodeServer(installed, join(WORK, 'code-server-scratch'), PROJECT);
    try {
      const memory = () => ({ server: server.memory() });
      const opened = await withBrowser('code-server, opening', (context) =>
        coldAndWarm(context, server.address, codeServer.files, memory),
      );
      keep('code-server', opened);
    } finally {
      await server.stop();
    }
  }
}

function keep(name, result) {
  results[name].push(result);
  console.error(`round ${results[name].length}, ${name}: ${JSON.stringify(result)}`);
}

for (const [name, bench] of [['Atrium', benchAtrium], ['code-server', benchCodeServer]]) {
  try {
    await bench();
  } catch (failure) {
    problems.push(`${name} does not run here: ${failure.message}`);
    console.error(problems.at(-1));
  }
}
const context = { machine: machine(), load: loadBefore, java: await run(JAVA, ['--version']), browser: await browserVersion() };
publish('ide', report(results, { ...context, peer: codeServer.VERSION, rounds: ROUNDS, problems }));
process.exit(0);
