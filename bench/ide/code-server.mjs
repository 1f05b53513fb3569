import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { descendants, residentBytes, run, startServer } from '../lib/process.mjs';

export const VERSION = '4.139.1';

const INSTALL_MILLIS = 480_000;

export const files = (page) => page.locator('.explorer-folders-view .monaco-list-row');

/**
 * Installs it with the Node that it asks for, which lies in `work`/node_modules; throws if it does not build:
 * it needs a C++ compiler and the headers of Kerberos (libkrb5-dev).
 */
export async function installCodeServer(work) {
  const directory = join(work, 'code-server');
  const entry = join(directory, 'node_modules/code-server/out/node/entry.js');
  const finished = join(directory, 'finished');
  if (!existsSync(finished)) {
    mkdirSync(directory, { recursive: true });
    const env = { ...process.env, PATH: `${join(work, 'node_modules/.bin')}${delimiter}${process.env.PATH}` };
    const args = ['install', '--prefix', directory, '--no-fund', '--no-audit', `code-server@${VERSION}`];
    await run('npm', args, { cwd: directory, env, timeout: INSTALL_MILLIS }).catch((failure) => {
      const cause = /(fatal error|ERROR): .*/.exec(failure.message)?.[0];
      throw new Error(`npm does not install code-server@${VERSION}: ${cause ?? failure.message}`);
    });
    mkdirSync(finished);
  }
  return { node: join(work, 'node_modules/.bin/node'), entry };
}

/** Starts it with a copy of the project, and no password, update check or telemetry. */
export async function startCodeServer({ node, entry }, scratch, project) {
  rmSync(scratch, { recursive: true, force: true });
  const folder = join(scratch, 'project');
  cpSync(project, folder, { recursive: true });
  const options = ['--bind-addr', '127.0.0.1:0', '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const places = ['--user-data-dir', join(scratch, 'user'), '--extensions-dir', join(scratch, 'extensions'), '--config', join(scratch, 'config.yaml')];
  const server = await startServer(node, [entry, ...options, ...places, folder], {
    matching: /listening on http:\/\/127\.0\.0\.1:(\d+)/,
    stopSeconds: 10,
  });
  return {
    ...server,
    address: `http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(folder)}`,
    memory: () => [server.pid, ...descendants(server.pid)].reduce((total, pid) => total + residentBytes(pid), 0),
  };
}
