import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Runs a command to its end; throws with its last output if it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (data) => (output = (output + data).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')}: ${output}`)),
    );
  });
}

/**
 * Starts a server and waits for the first line it prints that matches; the first group is its port.
 * The server ends when its standard input does, or by SIGTERM.
 */
export function startServer(command, args, { matching = /^listening (\d+)/, seconds = 60, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
    let output = '';
    const failed = (why) => {
      child.kill('SIGKILL');
      reject(new Error(`${command} ${why}: ${output}`));
    };
    const timer = setTimeout(() => failed('did not start in time'), seconds * 1000);
    child.on('error', reject);
    child.on('exit', (code) => failed(`ended with ${code}`));
    child.stderr.on('data', (data) => (output = (output + data).slice(-4000)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      output = `${output}${line}\n`.slice(-4000);
      const found = matching.exec(line);
      if (found) {
        clearTimeout(timer);
        child.removeAllListeners('exit');
        resolve({ port: Number(found[1]), pid: child.pid, stop: () => stop(child) });
      }
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdin.end();
    child.kill('SIGTERM');
  });
}

/** A process's resident memory in bytes. */
export function residentBytes(pid) {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kib[1]) * 1024;
}
