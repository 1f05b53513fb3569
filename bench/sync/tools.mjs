// The peers: command line tools that push a directory to S3, seed one from it, and push again.
import { join } from 'node:path';
import { run } from '../lib/process.mjs';

const STEP_MILLIS = 90_000;
/** In MiB. The S3 server verifies a signed part in its memory; five of the usual 50 at once are too many for it. */
const IN_PARTS = ['--part-size', '8'];
const AT_ONCE = ['--transfers', '32', '--checkers', '32', '--fast-list'];

/**
 * @param bin where the tools are installed
 * @returns for each its name, and its command by step; `cp` cannot tell what changed
 */
export function tools(bin) {
  const s5cmd = (verb) => (from, to) => [join(bin, 's5cmd'), ['--log', 'error', verb, ...IN_PARTS, from, to]];
  const rclone = (from, to) => [join(bin, 'rclone'), ['sync', ...AT_ONCE, from, to]];
  const s5 = (prefix) => `s3://${prefix}`;
  return [
    { name: 's5cmd cp', command: s5cmd('cp'), remote: s5, all: '*', again: false },
    { name: 's5cmd sync', command: s5cmd('sync'), remote: s5, all: '*', again: true },
    { name: 'rclone sync', command: rclone, remote: (prefix) => `store:${prefix}`, all: '', again: true },
  ];
}

export async function toolVersions(bin) {
  const s5cmd = await run(join(bin, 's5cmd'), ['version']);
  const rclone = await run(join(bin, 'rclone'), ['version']);
  return `s5cmd ${s5cmd.trim().split('\n')[0]} (${IN_PARTS.join(' ')}), ${rclone.trim().split('\n')[0]} (${AT_ONCE.join(' ')})`;
}

/** Credentials and the endpoint as the tools take them: by environment. */
export function toolEnvironment(store, endpoint) {
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: store.accessKey,
    AWS_SECRET_ACCESS_KEY: store.secretKey,
    AWS_REGION: store.region,
    S3_ENDPOINT_URL: endpoint,
    RCLONE_CONFIG: '/dev/null',
    RCLONE_CONFIG_STORE_TYPE: 's3',
    RCLONE_CONFIG_STORE_PROVIDER: 'Other',
    RCLONE_CONFIG_STORE_ENV_AUTH: 'true',
    RCLONE_CONFIG_STORE_ENDPOINT: endpoint,
    RCLONE_CONFIG_STORE_NO_CHECK_BUCKET: 'true',
  };
}

/** Runs one step of a tool; resolves when the process has ended well. */
export function step(tool, environment, from, to) {
  const [command, args] = tool.command(from, to);
  return run(command, args, { env: environment, timeout: STEP_MILLIS, killSignal: 'SIGKILL' });
}
