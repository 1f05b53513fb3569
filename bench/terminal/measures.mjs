// What is measured, the same for every server. Each function takes a connection of clients.mjs.
import { setTimeout as pause } from 'node:timers/promises';
import { residentBytes } from '../lib/process.mjs';
import { QUICK } from '../lib/scale.mjs';
import { quantile } from '../lib/stats.mjs';

const KEYS = QUICK ? 50 : 400;
const KEYS_PER_LINE = 50;
const INTERRUPTS = QUICK ? 2 : 10;
const STALL_MILLIS = QUICK ? 1000 : 10_000;
const PATIENCE_MILLIS = 60_000;

// Typed with quotes inside, so that the echo of the command is not taken for its output.
const PROMPT = "PS1='R''EADY> '; PS2=; unset PROMPT_COMMAND; bind 'set enable-bracketed-paste off'\n";

/** Resolves once the terminal's output holds the text; counts the bytes until then. */
function until(terminal, text) {
  return new Promise((resolve, reject) => {
    const expected = Buffer.from(text);
    let tail = Buffer.alloc(0);
    let bytes = 0;
    const timer = setTimeout(
      () => reject(new Error(`No ${text} after ${bytes} bytes, but ${tail}`)),
      PATIENCE_MILLIS,
    );
    terminal.onData = (data) => {
      bytes += data.length;
      const seam = Buffer.concat([tail, data.subarray(0, expected.length)]);
      if (data.includes(expected) || seam.includes(expected)) {
        clearTimeout(timer);
        terminal.onData = () => {};
        resolve({ bytes, at: performance.now() });
      }
      tail = data.length >= expected.length
        ? Buffer.from(data.subarray(-expected.length))
        : Buffer.concat([tail, data]).subarray(-expected.length);
    };
  });
}

async function readyTerminal(connection) {
  const terminal = await connection.terminal();
  const ready = until(terminal, 'READY> ');
  terminal.write(PROMPT);
  await ready;
  return terminal;
}

/** MB/s of a command's output. */
export async function throughput(connection, command) {
  const terminal = await readyTerminal(connection);
  const started = performance.now();
  const done = until(terminal, 'DONE\r\n');
  terminal.write(`${command}; echo DO''NE\n`);
  const { bytes, at } = await done;
  return bytes / (at - started) / 1000;
}

/** Milliseconds from a key to its echo by the kernel. */
async function echoes(terminal) {
  const started = until(terminal, 'cat\r\n');
  terminal.write('exec cat\n');
  await started;
  await pause(200);
  const millis = [];
  for (let key = 0; key < KEYS; key++) {
    const letter = String.fromCharCode(97 + (key % 26));
    const seen = until(terminal, letter);
    const sent = performance.now();
    terminal.write(letter);
    millis.push((await seen).at - sent);
    if (key % KEYS_PER_LINE === KEYS_PER_LINE - 1) {
      const line = until(terminal, '\r\n');
      terminal.write('\n');
      await line;
      await pause(20);
    }
    await pause(3 + (key % 5));
  }
  return { p50: quantile(millis, 0.5), p99: quantile(millis, 0.99) };
}

export async function idleEcho(connection) {
  return echoes(await readyTerminal(connection));
}

/** The same while another terminal floods the same client. */
export async function echoUnderFlood(connection) {
  const flood = await readyTerminal(connection);
  const typing = await readyTerminal(connection);
  flood.write('yes\n');
  await pause(500);
  return echoes(typing);
}

/** Milliseconds from Ctrl-C during `yes` to the prompt. */
export async function interrupt(connection) {
  const terminal = await readyTerminal(connection);
  const millis = [];
  for (let round = 0; round < INTERRUPTS; round++) {
    terminal.write('yes\n');
    await pause(300);
    const quiet = until(terminal, 'READY> ');
    const sent = performance.now();
    terminal.write('\x03');
    millis.push((await quiet).at - sent);
  }
  return quantile(millis, 0.5);
}

/** MB by which the server grows while its client takes nothing of a flood for ten seconds. */
export async function stalledGrowth(connection, pid) {
  const terminal = await readyTerminal(connection);
  const before = residentBytes(pid);
  terminal.write('yes\n');
  await pause(300);
  terminal.stall();
  let most = before;
  for (let waited = 0; waited < STALL_MILLIS; waited += 250) {
    await pause(250);
    most = Math.max(most, residentBytes(pid));
  }
  terminal.resume();
  return (most - before) / 1e6;
}
