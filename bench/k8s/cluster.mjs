// The cluster as a bench uses it: kubectl, a stream of what it sees, and the operator's counters.
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../lib/places.mjs';
import { run } from '../lib/process.mjs';
import { tokenSignerOf } from '../lib/tokens.mjs';

const RELEASE = 'atrium';
const METRICS = `/api/v1/namespaces/${RELEASE}/services/${RELEASE}-operator:8080/proxy/q/metrics`;
const WRITE = /^atrium_operator_api_writes_total\{(.*)\} (\S+)$/gm;
const OF_ITS_OWN = /resource="(leases|configmaps|selfsubjectrulesreviews)"/;

/** @returns kubectl on the cluster that is given, or on the native one */
export async function connect() {
  const kubeconfig = process.env.ATRIUM_TEST_KUBECONFIG ?? nativeCluster();
  const built = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'atrium/cluster/bin/kubectl');
  const program = existsSync(built) ? built : 'kubectl';
  return new Cluster(program, { ...process.env, KUBECONFIG: kubeconfig });
}

/** The last words of `cluster/up` are the path; what it does meanwhile it says on standard error. */
function nativeCluster() {
  return execFileSync(join(ROOT, 'cluster/up'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

class Cluster {
  constructor(program, env) {
    this.program = program;
    this.env = env;
  }

  kubectl(...args) {
    return run(this.program, args, { env: this.env });
  }

  /** Pipes a manifest into `kubectl apply`. */
  apply(namespace, manifest) {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, ['apply', '-n', namespace, '-f', '-'], { env: this.env });
      child.on('error', reject);
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`kubectl apply ended with ${code}`))));
      child.stdin.end(manifest);
    });
  }

  /** Calls back with the fields of each state of each object of a kind, as soon as it is known. */
  watch(kind, namespace, template, seen) {
    const args = ['get', kind, '-n', namespace, '--watch', '-o', `go-template=${template}`];
    const child = spawn(this.program, args, { env: this.env, stdio: ['ignore', 'pipe', 'ignore'] });
    createInterface({ input: child.stdout }).on('line', (line) => seen(performance.now(), line));
    return () => child.kill();
  }

  /** How often the operator has written for Repls since it started. */
  async writes() {
    const page = await new Promise((resolve, reject) => {
      const child = spawn(this.program, ['get', '--raw', METRICS], { env: this.env });
      let text = '';
      child.stdout.on('data', (data) => (text += data));
      child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error('The operator tells no metrics.'))));
    });
    return [...page.matchAll(WRITE)]
      .filter(([, labels]) => !OF_ITS_OWN.test(labels))
      .reduce((sum, [, , value]) => sum + Number(value), 0);
  }

  /** Signs with the installation's own key. */
  async signer() {
    const encoded = await this.kubectl('get', 'secret', `${RELEASE}-keys`, '-n', RELEASE, '-o', 'jsonpath={.data.signing-key}');
    const key = createPrivateKey(Buffer.from(encoded, 'base64').toString());
    const { crv, kty, x } = createPublicKey(key).export({ format: 'jwk' });
    const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
    return tokenSignerOf({ ...key.export({ format: 'jwk' }), kid });
  }
}
