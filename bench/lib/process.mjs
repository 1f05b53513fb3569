import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));
['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, () => process.exit(130)));

/** Nothing that a bench started outlives it. */
function started(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs a command to its end; throws with its last output if it fails, or takes longer than `timeout` ms. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = started(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options }));
    let output = '';
    const keep = (data) => (output = (output + data).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')}: ended with ${code} ${output}`)),
    );
  });
}

/**
 * Starts a server and waits for the first line it prints that matches; the first group is its port.
 * The server ends when its standard input does, or by SIGTERM, or it is killed after `stopSeconds`.
 */
export function startServer(
  command,
  args,
  { matching = /^listening (\d+)/, seconds = 60, stopSeconds = 5, ...options } = {},
) {
  return new Promise((resolve, reject) => {
    const child = started(spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options }));
    let output = '';
    const failed = (why) => {
      child.kill('SIGKILL');
      reject(new Error(`${command} ${why}: ${output}`));
    };
    const timer = setTimeout(() => failed('did not start in time'), seconds * 1000);
    child.on('error', reject);
    const early = (code) => failed(`ended with ${code}`);
    child.on('exit', early);
    child.stderr.on('data', (data) => (output = (output + data).slice(-4000)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      output = `${output}${line}\n`.slice(-4000);
      const found = matching.exec(line);
      if (found) {
        clearTimeout(timer);
        child.off('exit', early);
        resolve({ port: Number(found[1]), found, pid: child.pid, stop: () => stop(child, stopSeconds) });
      }
    });
  });
}

function stop(child, seconds) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdin.end();
    child.kill('SIGTERM');
  });
}

/** A process's resident memory in bytes; what it shares with others counts for each. 0 for one that has ended. */
export function residentBytes(pid) {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readProcess(pid, 'status'));
  return kib === null ? 0 : Number(kib[1]) * 1024;
}

/** The most that a process had resident since its start or {@link forgetPeak}, in bytes. */
export function peakBytes(pid) {
  const kib = /^VmHWM:\s+(\d+)/m.exec(readProcess(pid, 'status'));
  return kib === null ? 0 : Number(kib[1]) * 1024;
}

/** The peak counts anew from what is resident now; see proc_pid_clear_refs(5). */
export function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The processor time of a process so far, in seconds; USER_HZ is 100 on Linux. */
export function processorSeconds(pid) {
  const fields = readProcess(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A text file of a process below /proc; empty for one that has ended. */
export function readProcess(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

const processes = () => readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));

/** The ids of the processes whose working directory this is; a daemon is below nobody. */
export function workingIn(directory) {
  const at = (pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
      return '';
    }
  };
  return processes().filter((pid) => at(pid) === directory).map(Number);
}

/** The ids of all processes below one. */
export function descendants(pid) {
  const children = new Map();
  for (const name of processes()) {
    const parent = /^PPid:\s+(\d+)/m.exec(readProcess(name, 'status'))?.[1];
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (id) => (children.get(String(id)) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** A port on the loopback interface that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
