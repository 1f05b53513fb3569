import { cell, problemList, table } from '../lib/markdown.mjs';

const ROWS = [
  ['`cat` of 64 MiB, MB/s', (result) => result.cat],
  ['`seq 1 2000000`, MB/s', (result) => result.seq],
  ['key echo idle, p50, ms', (result) => result.echo?.p50],
  ['key echo idle, p99, ms', (result) => result.echo?.p99],
  ['key echo while another terminal floods, p50, ms', (result) => result.flood?.p50],
  ['key echo while another terminal floods, p99, ms', (result) => result.flood?.p99],
  ['Ctrl-C to the prompt during `yes`, ms', (result) => result.interrupt],
  ['server memory growth, client stalled 10 s during `yes`, MB', (result) => result.stalled],
];

/** The section of docs/benchmarks.md. */
export function report(results, { machine, load, java, rounds, problems }) {
  const names = Object.keys(results);
  const rows = ROWS.map(([label, value]) => [label, ...names.map((name) => cell(results[name].map(value)))]);
  return `## Terminals

${table(['terminal over WebSocket', ...names], rows)}

${problemList(problems)}Median of ${rounds} rounds, lowest and highest in brackets; each round starts every server anew, warms it up with one
\`cat\` and as many keys as are measured, and measures the servers one after the other. One Node client (${process.version}, ws) over the loopback
interface shares the machine with the server; 400 keys for each echo figure, ten interrupts for each Ctrl-C figure.
Every server runs \`/bin/bash -l\` and the same commands; Atrium is its real runner with storage in memory, all
terminals on one connection, the others have one connection a terminal. "raw pty" reads the PTY and sends nothing.

Machine: ${machine}; load average before the run ${load}. Java: ${java.split('\n')[0]}. Peers: node-pty 1.1.0, ws 8.18.3, terminado 0.18.1.
Date: ${new Date().toISOString().slice(0, 10)}. Repeat: \`./atrium bench terminal\`.`;
}
