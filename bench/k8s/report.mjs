import { table } from '../lib/markdown.mjs';
import { brief, quantile } from '../lib/stats.mjs';

const PHASES = [
  ['`kubectl apply` has ended', 'applied'],
  ['the pod has a node', 'scheduled'],
  ['its container runs', 'started'],
  ['its runner is ready: JVM, seeding, the probe', 'podReady'],
  ['**the Repl is Ready**', 'ready'],
  ['**a shell has said something, through the ingress**', 'prompt'],
];

/** The section of docs/benchmarks.md. */
export function report(times, { writes, machine, load }) {
  const rows = PHASES.map(([label, phase]) => {
    const seconds = times.map((each) => each[phase] / 1000).filter(Number.isFinite);
    return [label, brief(quantile(seconds, 0.5)), brief(quantile(seconds, 0.95))];
  });
  return `## A Repl on Kubernetes

${table(['from the start of `kubectl apply` until …, s', 'p50', 'p95'], rows)}

Writes of the operator to the API server for a start: ${brief(writes)} on average, Events included.

${times.length} new projects of the template \`node\`, one after the other, each a new Repl in one namespace; the images are on the node. On the
native cluster (\`cluster/\`), with the control plane, the bundled S3 server and the client on the same machine.

Machine: ${machine}; load average before the run ${load}.
Date: ${new Date().toISOString().slice(0, 10)}. Repeat: \`./atrium bench k8s\`, on a cluster with the chart installed.`;
}
