import { cpus, loadavg, release, totalmem } from 'node:os';

/** One sentence that says where the numbers come from. */
export function machine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} x ${processors[0].model.trim()}, ${memory} GiB, Linux ${release()}`;
}

/** How busy the machine is with other work; worth knowing before anything of ours runs. */
export function load() {
  return loadavg()[0].toFixed(1);
}
