import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SMALL_BYTES = 4096;
const A_DIRECTORY = 100;

/** Bytes that no compression and no deduplication makes smaller, the same at every call. */
function bytes(seed, length) {
  const block = createHash('shake256', { outputLength: Math.min(length, 2 ** 20) }).update(seed).digest();
  const content = Buffer.alloc(length);
  for (let from = 0; from < length; from += block.length) {
    block.copy(content, from, 0, Math.min(block.length, length - from));
  }
  return content;
}

/**
 * Many small files, a hundred a directory, and a big one.
 *
 * @returns where they are, how many, the big one's name and size, and the name of a small one
 */
export function makeDataset(directory, { files, bigBytes }) {
  if (!existsSync(join(directory, 'big.bin')) || countFiles(directory) !== files + 1) {
    rmSync(directory, { recursive: true, force: true });
    for (let i = 0; i < files; i++) {
      const parent = join(directory, `d${Math.floor(i / A_DIRECTORY)}`);
      mkdirSync(parent, { recursive: true });
      writeFileSync(join(parent, `f${i}.bin`), bytes(`small ${i}`, SMALL_BYTES));
    }
    writeFileSync(join(directory, 'big.bin'), bytes('big', bigBytes));
  }
  return { directory, count: files + 1, big: 'big.bin', bigBytes, one: 'd0/f0.bin' };
}

/** The regular files below a directory; none if it is not there. */
export function countFiles(directory) {
  if (!existsSync(directory)) {
    return 0;
  }
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries.reduce(
    (sum, entry) => sum + (entry.isDirectory() ? countFiles(join(directory, entry.name)) : Number(entry.isFile())),
    0,
  );
}

/** New content for one small file, of the same size. */
export function changeOne(directory, name) {
  writeFileSync(join(directory, name), bytes(`changed ${performance.now()}`, SMALL_BYTES));
}
