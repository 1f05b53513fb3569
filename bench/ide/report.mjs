import { cell, problemList, table } from '../lib/markdown.mjs';

const MB = 1e6;

const ROWS = [
  ['first contentful paint cold, s', (result) => result.cold?.paint],
  ['first contentful paint warm, s', (result) => result.warm?.paint],
  ['file list visible cold, s', (result) => result.cold?.visible],
  ['file list visible warm, s', (result) => result.warm?.visible],
  ['transferred cold, MB', (result) => result.cold?.transferred / MB],
  ['transferred warm, MB', (result) => result.warm?.transferred / MB],
  ["page's heap, MB", (result) => result.warm?.heap / MB],
  ['server memory for one window, MB', (result) => result.warm?.server / MB],
];

const OWN_ROWS = [
  ['New project: click on Create until its files are visible, s', (result) => result.createVisible],
  ['New project: click on Create until a typed character is on the screen, s', (result) => result.createTyping],
  ['a suspended project from its start to ready, s', (result) => result.ready],
  ['idle runner, MB', (result) => result.idle / MB],
  ['shared by all projects (hub, init-service, PostgreSQL, S3 server), MB', (result) => result.warm?.shared / MB],
];

function rows(names, results, wanted) {
  return wanted.map(([label, value]) => [label, ...names.map((name) => cell(results[name].map(value)))]);
}

/** The section of docs/benchmarks.md. */
export function report(results, { machine, load, java, browser, peer, rounds, problems }) {
  const names = Object.keys(results);
  return `## The IDE in a browser

${table(['browser IDE, one window', ...names], rows(names, results, ROWS))}

${table(['only Atrium', 'Atrium'], rows(['Atrium'], results, OWN_ROWS))}

${problemList(problems)}Median of ${rounds} rounds, lowest and highest in brackets. Headless ${browser} on the same machine, with a fresh profile
each round; "warm" is a second page of the same browser. Times are from the navigation, Atrium's with the sign-in handshake
between hub and runner in it, code-server's with no password at all. Both show the files of \`templates/node\`. Transferred:
encoded bytes of every response of the page until two seconds after the files are visible. Memory is the sum of the resident
sizes of the serving processes: the project's runner, or code-server with its children; no file is open. Runners start with the AOT cache.

Machine: ${machine}; load average before the run ${load}. Java: ${java.split('\n')[0]}. Peer: code-server ${peer}.
Date: ${new Date().toISOString().slice(0, 10)}. Repeat: \`./atrium bench ide\`.`;
}
