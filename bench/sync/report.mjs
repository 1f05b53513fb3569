import { cell, problemList, table } from '../lib/markdown.mjs';
import { brief, quantile, spread } from '../lib/stats.mjs';

const STEPS = [
  ['push', 'push'],
  ['seed', 'seed'],
  ['unchanged', 'nothing changed'],
  ['changed', 'one file changed'],
];

/** The first result of each participant is the counted round, the others are timed. */
function timed(results, name, value) {
  return cell(results[name].slice(1).map(value));
}

function secondsOf(results, name, step) {
  const seconds = timed(results, name, (result) => result[step]?.saved ?? result[step]?.seconds);
  const projected = timed(results, name, (result) => result[step]?.projected);
  return projected ? `${seconds}; files/ ${projected}` : seconds;
}

function rows(results) {
  const names = Object.keys(results);
  return STEPS.flatMap(([step, label]) => [
    [`${label}, s`, ...names.map((name) => secondsOf(results, name, step))],
    [`${label}, requests`, ...names.map((name) => results[name][0]?.[step]?.requests ?? '')],
  ]);
}

function net(results) {
  const empty = spread(results.slice(1).map((result) => Number(result.empty?.seconds)));
  const of = (step) => cell(results.slice(1).map((result) => result[step]?.seconds - empty?.median));
  const start = empty ? `${brief(empty.median)} s` : 'unknown';
  return `A runner's start with an empty project takes ${start}; net of that, its seed is ${of('seed')} s and its start with nothing changed ${of('unchanged')} s.`;
}

function typing(results, edits) {
  const at = (kind, q) => cell(results.slice(1).map((result) => quantile(result.typing?.[kind] ?? [], q)));
  const [counted] = results;
  const lines = [
    ['acknowledged (forced to this disk), ms', at('acknowledged', 0.5), at('acknowledged', 0.99)],
    ['Saved (in S3, and the window told), ms', at('saved', 0.5), at('saved', 0.99)],
  ];
  return `${table([`${edits} edits, one every 50 ms, until`, 'p50', 'p99'], lines)}

S3 requests of one small edit: ${counted?.edit?.requests ?? 'not counted'}; of ${edits} while typing: ${counted?.typing?.requests ?? 'not counted'}.
While edits go on, init-service reads the project's epoch again every 10 s (LIST 1, GET 2); the one edit falls between.`;
}

/** The section of docs/benchmarks.md. */
export function report(results, { machine, load, java, tools, files, bigBytes, rounds, edits, problems }) {
  const names = Object.keys(results);
  const size = `${files.toLocaleString('en')} files of 4 KiB and one of ${Math.round(bigBytes / 2 ** 20)} MB`;
  return `## To S3 and back

${table([size, ...names], rows(results))}

${net(results.Atrium)}

${typing(results.Atrium, edits)}

${problemList(problems)}Median of ${rounds} rounds, lowest and highest in brackets. Everybody uses the same S3 server process (\`standalone/s3\`, on
this disk, over the loopback interface), one after the other. The requests are those of a round of its own, through a proxy
that counts them, with those of init-service among Atrium's; times are taken without it. Atrium: \`./atrium up\`'s
init-service signs, the runner is started as the local engine does, with the AOT cache. Push: the data appear in the project
by one rename, until the last "Saved" that covers them; "files/": until every plain object is there too, which is what the
tools' push makes. Seed: an empty directory, from the start of the process until everything is there. Nothing changed: the
runner starts again on its own disk; while it runs this costs nothing. One file changed: a program writes it, until "Saved".
Atrium's log holds every version and survives a crash at any point; the tools keep the last one.

Machine: ${machine}; load average before the run ${load}. Java: ${java.split('\n')[0]}. Peers: ${tools}.
Date: ${new Date().toISOString().slice(0, 10)}. Repeat: \`./atrium bench sync\`.`;
}
