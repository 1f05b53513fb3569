import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';

const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.ttf', '.txt', '.map']);

/** Below this many bytes the headers outweigh the gain. */
const MIN_BYTES = 512;

/** Writes a `.br` and a `.gz` sibling beside every compressible file, so that servers only copy bytes. */
export function precompress(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'atrium-precompress',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle() {
      const directory = config.build.outDir;
      const names = await readdir(directory, { recursive: true });
      const files = names.filter((name) => COMPRESSIBLE.has(extname(name)));
      await Promise.all(files.map((name) => compressFile(join(directory, name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < MIN_BYTES) {
    return;
  }
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: bytes.length > 2_000_000 ? 9 : 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)]);
}
