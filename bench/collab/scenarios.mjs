// What is done to each server. Sizes come from sizes.mjs; a target from servers.mjs.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../lib/stats.mjs';
import { forgetPeak, peakBytes, processorSeconds, residentBytes } from '../lib/process.mjs';
import { Client, SILENT } from './client.mjs';
import { Deliveries } from './deliveries.mjs';
import { WebSocket } from './modules.mjs';
import { readTrace, textOf } from './trace.mjs';

const AT_ONCE = 50;
const SETTLE_MILLIS = 2000;
const DRAIN_MILLIS = 5000;
/** As long as the sockets take no more than this, the trace goes on. */
const UNSENT_BYTES = 1 << 20;
const SOON_MILLIS = 5000;
/** Longer than any of the servers keeps a document that nobody has open. */
const LATER_MILLIS = 20_000;
const VISIBLE_MILLIS = 10_000;
const MEGA = 1e6;

async function openAll(target, names, listener) {
  const clients = names.map((name) => new Client(target, name, listener));
  for (let at = 0; at < clients.length; at += AT_ONCE) {
    await Promise.all(clients.slice(at, at + AT_ONCE).map((client) => client.open()));
  }
  return clients;
}

const closeAll = (clients) => Promise.all(clients.map((client) => client.closed()));

/** Does something `rate` times a second. */
async function pace(rate, seconds, act) {
  const began = performance.now();
  const total = rate * seconds;
  for (let done = 0; done < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1000) + 1);
    while (done < due) {
      act();
      done++;
    }
    await pause(1);
  }
}

/** Each client types at a place of its own. */
function typist(clients, perDocument, deliveries) {
  const cursors = new Map();
  return () => {
    const client = clients[Math.floor(Math.random() * clients.length)];
    const cursor = Math.min(cursors.get(client) ?? client.text.length, client.text.length);
    deliveries.writes(client, perDocument - 1);
    client.text.insert(cursor, 'x');
    cursors.set(client, cursor + 1);
  };
}

/** How many documents are not the same for all their clients. */
function differing(clients) {
  const texts = new Map();
  for (const { name, text } of clients) {
    texts.set(name, (texts.get(name) ?? new Set()).add(text.toString()));
  }
  return [...texts.values()].filter((versions) => versions.size > 1).length;
}

/** Clients type at a rate; latencies, processor time and memory while they do. */
export async function typing(target, { folder, documents, clientsEach, rate, warmupSeconds, seconds }) {
  const deliveries = new Deliveries();
  const atFirst = residentBytes(target.pid);
  const names = Array.from({ length: documents * clientsEach }, (_, n) => `${folder}/${n % documents}.txt`);
  const clients = await openAll(target, names, deliveries);
  await pause(SETTLE_MILLIS);
  const idle = residentBytes(target.pid);
  const type = typist(clients, clientsEach, deliveries);
  await pace(rate, warmupSeconds, type);
  deliveries.count();
  const [server, own] = [processorSeconds(target.pid), process.cpuUsage()];
  await pace(rate, seconds, type);
  deliveries.stop();
  for (const until = Date.now() + DRAIN_MILLIS; deliveries.missing > 0 && Date.now() < until; ) {
    await pause(20);
  }
  const used = process.cpuUsage(own);
  const serverSeconds = processorSeconds(target.pid) - server;
  const active = residentBytes(target.pid);
  const result = {
    ...deliveries.figures(),
    differing: differing(clients),
    serverSeconds,
    clientSeconds: (used.user + used.system) / 1e6,
    atFirst: atFirst / MEGA,
    peak: peakBytes(target.pid) / MEGA,
    idleKib: (idle - atFirst) / documents / 1024,
    activeKib: (active - atFirst) / documents / 1024,
  };
  await closeAll(clients);
  return result;
}

/** Milliseconds until a new client has the document, which is `text`. */
async function openingMillis(target, name, text) {
  const client = new Client(target, name);
  const began = performance.now();
  await client.open();
  await client.has(text);
  const millis = performance.now() - began;
  await client.closed();
  return millis;
}

/** Sends a trace as fast as the socket takes it, until the server answers a question behind it. */
async function push(writer, updates, deadline) {
  for (const [number, update] of updates.entries()) {
    writer.update(update);
    if (number % 64 === 0 && writer.socket.bufferedAmount > UNSENT_BYTES) {
      while (writer.socket.bufferedAmount > UNSENT_BYTES / 2) {
        if (performance.now() > deadline) {
          return false;
        }
        await pause(1);
      }
    }
  }
  const answer = writer.ask();
  const inTime = await Promise.race([answer.then(() => true), pause(deadline - performance.now(), false)]);
  answer.catch(() => {});
  return inTime;
}

/** B4: one client sends the trace; then another opens the document, and again when all have left. */
export async function trace(target, { file, name, seconds }) {
  const updates = readTrace(file);
  const { text } = textOf(updates);
  // What the server sends back of its own text is not what this is about.
  const writer = new Sender(target, name);
  await writer.open();
  forgetPeak(target.pid);
  const [server, own, began] = [processorSeconds(target.pid), process.cpuUsage(), performance.now()];
  const inTime = await push(writer, updates, began + seconds * 1000);
  const used = process.cpuUsage(own);
  const result = {
    over: inTime ? null : seconds,
    seconds: inTime ? (performance.now() - began) / 1000 : NaN,
    peak: peakBytes(target.pid) / MEGA,
    serverSeconds: processorSeconds(target.pid) - server,
    clientSeconds: (used.user + used.system) / 1e6,
  };
  if (inTime) {
    result.warm = await openingMillis(target, name, text);
    await writer.closed();
    await pause(SOON_MILLIS);
    result.soon = await openingMillis(target, name, text);
    await pause(LATER_MILLIS);
    result.later = await openingMillis(target, name, text);
    result.peak = peakBytes(target.pid) / MEGA;
  }
  return result;
}

/** A client that looks only at what answers it. */
class Sender extends Client {
  apply() {}
}

/** A text of 1 MB is opened: a file on disk, or what a client has put there and left long ago. */
export async function bigFile(target, { name, text }) {
  if (!target.folder) {
    const writer = await new Client(target, name).open();
    writer.text.insert(0, text);
    await writer.ask();
    await writer.closed();
    await pause(LATER_MILLIS);
  }
  return { millis: await openingMillis(target, name, text) };
}

/** Milliseconds from a program's write to a file until a client of its document has it. */
export async function diskChange(target, { name, times }) {
  const millis = [];
  let seen = () => {};
  const client = await new Client(target, name, { ...SILENT, received: () => seen() }).open();
  for (let time = 0; time < times; time++) {
    const visible = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a change on disk was not seen')), VISIBLE_MILLIS);
      seen = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    const began = performance.now();
    appendFileSync(join(target.folder, name), `line ${time}\n`);
    await visible;
    millis.push(performance.now() - began);
    await pause(300 + 37 * time);
  }
  await client.closed();
  return { p50: quantile(millis, 0.5), max: quantile(millis, 1) };
}
