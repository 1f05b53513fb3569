import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aotCache, startInstallation } from '../lib/installation.mjs';
import { descendants, readProcess, residentBytes, workingIn } from '../lib/process.mjs';

const IDLE_MILLIS = 10_000;
const TEMPLATE = 'Node.js';
const FILE = 'server.js';

export const files = (page) => page.getByRole('treeitem');

/** Clicks a file, types into it, and resolves when the character is on the screen. */
async function typeInto(page) {
  await page.getByRole('treeitem', { name: FILE, exact: true }).click();
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.type('q7z');
  await page.locator('.monaco-editor .view-lines', { hasText: 'q7z' }).waitFor();
}

/** `./atrium up` in a home of its own, with one person signed in per browser. */
export class AtriumInstallation {
  static async start(home) {
    rmSync(home, { recursive: true, force: true });
    const installation = await startInstallation(home);
    const cache = await aotCache(home);
    return new AtriumInstallation(home, installation, cache !== null);
  }

  constructor(home, installation, aot) {
    this.home = home;
    this.installation = installation;
    this.aot = aot;
    this.hub = `http://localhost:${installation.port}`;
  }

  /** Signs a browser in; it loads the hub's page, but nothing of the IDE, which has another origin. */
  async signIn(context) {
    const token = readFileSync(join(this.home, 'keys/admin-token'), 'utf8').trim();
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${this.hub}/api/signin-codes`, { method: 'POST', headers });
    if (!answer.ok) {
      throw new Error(`no sign-in address: ${answer.status} ${await answer.text()}`);
    }
    const page = await context.newPage();
    await page.goto((await answer.json()).address);
    await page.getByRole('button', { name: 'New project' }).first().waitFor();
    await page.close();
  }

  /** Seconds from the click on Create until files are visible, and until a typed character is. */
  async createProject(context) {
    const page = await context.newPage();
    await page.goto(this.hub);
    await page.getByRole('button', { name: 'New project' }).first().click();
    await page.getByRole('radio', { name: TEMPLATE, exact: true }).click();
    const began = performance.now();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForURL(/\.ide\.localhost/);
    await files(page).first().waitFor();
    const visible = (performance.now() - began) / 1000;
    await typeInto(page);
    const typing = (performance.now() - began) / 1000;
    this.ide = `${new URL(page.url()).origin}/`;
    await page.close();
    return { createVisible: visible, createTyping: typing };
  }

  get project() {
    return new URL(this.ide).hostname.split('.')[0];
  }

  /** The process that serves the project's window. */
  runner() {
    return descendants(this.installation.pid).find(
      (pid) => read(pid, 'environ').includes(`ATRIUM_PROJECT=${this.project}`) && read(pid, 'cmdline')[0].endsWith('java'),
    );
  }

  /** Resident bytes of the runner with the shells below it, and of everything else that serves everybody. */
  memory() {
    const runner = this.runner();
    const own = [runner, ...descendants(runner)];
    const all = [this.installation.pid, ...descendants(this.installation.pid), ...workingIn(join(this.home, 'postgres/data'))];
    const shared = new Set(all.filter((pid) => !own.includes(pid)));
    return { server: sum(own), shared: sum([...shared]) };
  }

  /** The seconds of a suspended project from its start to ready, and the runner's memory when nobody looks. */
  async restart(context) {
    const ask = (method, path) =>
      context.request.fetch(`${this.hub}/api/projects/${this.project}${path}`, { method, headers: { Origin: this.hub } });
    const until = async (state) => {
      const limit = performance.now() + 60_000;
      while ((await (await ask('GET', '')).json()).state !== state) {
        if (performance.now() > limit) {
          throw new Error(`the project did not get ${state}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await ask('POST', '/suspend');
    await until('SUSPENDED');
    const began = performance.now();
    await ask('POST', '/start');
    await until('RUNNING');
    const ready = (performance.now() - began) / 1000;
    await new Promise((resolve) => setTimeout(resolve, IDLE_MILLIS));
    return { ready, idle: residentBytes(this.runner()) };
  }

  async stop() {
    await this.installation.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

const sum = (pids) => pids.reduce((total, pid) => total + residentBytes(pid), 0);

const read = (pid, name) => readProcess(pid, name).split('\0');
