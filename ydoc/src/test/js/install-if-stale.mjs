/* Installs the packages of a directory (the oracle's, unless one is named), but only when the lock file has changed: Maven runs this on every build. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? import.meta.dirname;
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const stamp = join(root, 'node_modules', '.installed-from');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing Yjs for the tests');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error || status !== 0) {
    console.error(`"npm ci" failed: ${error ?? `exit code ${status}`}`);
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
