import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

const TIMEOUT = 300_000;

/** Installs what `from`/package.json names into the directory `work`, unless it is there already. */
export async function installNode(work, from) {
  mkdirSync(work, { recursive: true });
  const wanted = join(from, 'package.json');
  const installed = join(work, 'installed.json');
  if (existsSync(installed) && readFileSync(wanted, 'utf8') === readFileSync(installed, 'utf8')) {
    return;
  }
  copyFileSync(wanted, join(work, 'package.json'));
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  await run('npm', ['install', '--no-fund', '--no-audit'], { cwd: work, env, timeout: TIMEOUT });
  copyFileSync(wanted, installed);
}

/** Installs what `from`/requirements.txt names into `work`/venv; returns the directory of its programs. */
export async function installPython(work, from) {
  const bin = join(work, 'venv/bin');
  if (!existsSync(join(bin, 'python'))) {
    mkdirSync(work, { recursive: true });
    await run('python3', ['-m', 'venv', join(work, 'venv')]);
  }
  const requirements = join(from, 'requirements.txt');
  await run(join(bin, 'pip'), ['install', '--quiet', '-r', requirements], { timeout: TIMEOUT });
  return bin;
}
