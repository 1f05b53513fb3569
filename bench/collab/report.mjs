import { cell, problemList, table } from '../lib/markdown.mjs';

const typingRows = (key) => [
  ['broadcast p50, ms', (result) => result[key]?.broadcast.p50],
  ['broadcast p99, ms', (result) => result[key]?.broadcast.p99],
  ['acknowledgement p50, ms', (result) => result[key]?.acknowledged.p50],
  ['acknowledgement p99, ms', (result) => result[key]?.acknowledged.p99],
  ['not delivered', (result) => result[key]?.undelivered],
  ['documents that differ between clients', (result) => result[key]?.differing],
  ['server CPU, s', (result) => result[key]?.serverSeconds],
  ['client CPU, s', (result) => result[key]?.clientSeconds],
];

const MEMORY_ROWS = [
  ['server before the first client, MB', (result) => result.rooms?.atFirst],
  ['peak, MB', (result) => result.rooms?.peak],
  ['growth for an idle document, KiB', (result) => result.rooms?.idleKib],
  ['growth for a document that is typed in, KiB', (result) => result.rooms?.activeKib],
];

const TRACE_ROWS = [
  ['peak, MB', (result) => result.trace?.peak],
  ['server CPU, s', (result) => result.trace?.serverSeconds],
  ['client CPU, s', (result) => result.trace?.clientSeconds],
  ['opened by a second client, ms', (result) => result.trace?.warm],
  ['opened 5 s after all have left, ms', (result) => result.trace?.soon],
  ['opened again 20 s later, ms', (result) => result.trace?.later],
];

const FILE_ROWS = [
  ['a text of 1 MB opens, ms', (result) => result.big?.millis],
  ["a program's write reaches a client, p50, ms", (result) => result.disk?.p50],
  ['the same, slowest, ms', (result) => result.disk?.max],
];

/** The section of docs/benchmarks.md. */
export function report(results, { machine, load, java, rounds, sizes, problems }) {
  const names = Object.keys(results);
  const rowsOf = (rows) => rows.map(([label, value]) => [label, ...names.map((name) => cell(results[name].map(value)))]);
  const typing = (key) => {
    const { documents, clientsEach, rate } = sizes[key.toUpperCase()];
    const clients = (documents * clientsEach).toLocaleString('en');
    const where = documents === 1 ? 'one document' : `${documents} documents`;
    return [`${clients} clients, ${where}, ${rate.toLocaleString('en')} updates/s`, typingRows(key)];
  };
  const section = ([title, rows]) => table([title, ...names], rowsOf(rows));
  const push = ['sent and taken, s', ...names.map((name) => pushCell(results[name]))];
  const { seconds } = sizes.ROOMS;
  return `## Live documents

${section(typing('rooms'))}

${section(['memory at that load', MEMORY_ROWS])}

${section(typing('crowd'))}

${section(typing('flood'))}

${table([`${sizes.TRACE.edits.toLocaleString('en')} edits of one character, as fast as the socket takes them`, ...names], [push, ...rowsOf(TRACE_ROWS)])}

${section(['documents and files', FILE_ROWS])}

${problemList(problems)}Median of ${rounds} rounds, lowest and highest in brackets; every round starts each server anew, and once more for the trace.
The clients are real Yjs documents behind ws, the same code for all, in one Node process (${process.version}) that shares the
machine with the server; ${seconds} s are measured after ${sizes.ROOMS.warmupSeconds} s of the same load, and the CPU figures are of these ${seconds} s.
Broadcast: from a client's edit until another client's socket has it, so with the clients' own queue in it. Acknowledgement: Atrium's is sent after the update was forced to disk;
hocuspocus' after it was applied in memory; y-websocket has none. Persistence is on everywhere: Atrium journals, writes each
document to its file within a second and to storage, which is in memory of the bench's process, so the figures have no network
in them; hocuspocus has its SQLite extension with its defaults (stored 2 s after the last edit), y-websocket its own
LevelDB. Memory is resident size; growth is that over the size before the first client, divided by the documents, each with its
${sizes.ROOMS.clientsEach} connections. The trace is synthetic, in the shape of B4 of crdt-benchmarks (182,315 insertions and 77,463 deletions of one
character, about 160,000 bytes encoded); "taken" is when the server has answered a sync step 1 behind it, which Atrium does
only once all of it is durable. The peers have no files: their text of 1 MB was put there by a client that left 20 s before.

Machine: ${machine}; load average before the run ${load}. Java: ${java.split('\n')[0]}. Peers: hocuspocus 4.7.0 with extension-sqlite 4.7.0,
@y/websocket-server 0.1.1 with y-leveldb 0.1.2; yjs 13.6.33, ws 8.18.3. Date: ${new Date().toISOString().slice(0, 10)}. Repeat: \`./atrium bench collab\`.`;
}

function pushCell(rounds) {
  const over = rounds.map((result) => result.trace?.over).find(Boolean);
  return [cell(rounds.map((result) => result.trace?.seconds)), over && `not done in ${over}`].filter(Boolean).join('; ');
}
