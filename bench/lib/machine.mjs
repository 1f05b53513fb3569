import { cpus, release, totalmem } from 'node:os';

/** One sentence that says where the numbers come from. */
export function machine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} x ${processors[0].model.trim()}, ${memory} GiB, Linux ${release()}`;
}
