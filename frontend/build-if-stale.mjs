/*
 * Builds the pages, but only when something they are made from has changed. Maven runs this on every
 * build, so it must cost nothing when there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
const stampFile = join(root, 'dist', '.built-from');
const installedFile = join(root, 'node_modules', '.installed-from');

const SOURCES = ['build', 'shared', 'home', 'ide'];
const MANIFESTS = ['package.json', 'package-lock.json', 'tsconfig.json'];

function filesUnder(directory) {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function hash(paths) {
  const digest = createHash('sha256');
  for (const path of paths.sort()) {
    digest
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return digest.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error || status !== 0) {
    console.error(
      `frontend: "${command} ${args.join(' ')}" failed: ${error ?? `exit code ${status}`}`,
    );
    process.exit(1);
  }
}

function installIfStale() {
  const lock = hash([join(root, 'package-lock.json')]);
  if (read(installedFile) === lock) {
    return;
  }
  console.log(
    existsSync(installedFile)
      ? 'frontend: package-lock.json changed, installing packages'
      : 'frontend: no packages yet, installing them',
  );
  run('npm', 'ci', '--no-audit', '--no-fund');
  writeFileSync(installedFile, lock);
}

function buildIfStale() {
  const sources = hash([
    ...SOURCES.flatMap(filesUnder),
    ...MANIFESTS.map((name) => join(root, name)),
  ]);
  if (read(stampFile) === sources) {
    console.log('frontend: the pages are up to date');
    return;
  }
  console.log(
    existsSync(stampFile)
      ? 'frontend: sources changed, building the pages'
      : 'frontend: the pages are not built yet, building them',
  );
  run('npm', 'run', '--silent', 'build');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, sources);
}

installIfStale();
buildIfStale();
