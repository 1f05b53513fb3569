// One Repl from kubectl apply to the first prompt, and when it reached what on its way.
import { setTimeout as pause } from 'node:timers/promises';

const INGRESS = process.env.ATRIUM_INGRESS ?? '127.0.0.1:18080';
const LIMIT_MILLIS = 120_000;
const POLL_MILLIS = 15;
const HEADER_BYTES = 12;

// Go's templates: kubectl's own loops in JSONPath fail on the second object that they see.
const POD =
  '{{index .metadata.labels "app.kubernetes.io/instance"}}{{range .status.conditions}} {{.type}}={{.status}}{{end}}' +
  '{{range .status.containerStatuses}} Started={{.started}}{{end}}{{"\\n"}}';
const REPL = '{{.metadata.name}} {{if .status}}{{.status.state}}{{end}}{{"\\n"}}';

const manifest = (name, project) => `apiVersion: atrium.dev/v1alpha1
kind: Repl
metadata: {name: ${name}}
spec: {project: ${project}, template: node}
`;

/** Follows all Repls of a namespace and notes when each of them first got where. */
export class Followed {
  constructor(cluster, namespace) {
    this.times = new Map();
    this.stops = [
      cluster.watch('pods', namespace, POD, (now, line) => this.pod(now, line)),
      cluster.watch('repls', namespace, REPL, (now, line) => this.repl(now, line)),
    ];
  }

  pod(now, line) {
    const [name, ...conditions] = line.split(' ');
    if (conditions.includes('PodScheduled=True')) this.note(name, 'scheduled', now);
    if (conditions.includes('Started=true')) this.note(name, 'started', now);
    if (conditions.includes('Ready=True')) this.note(name, 'podReady', now);
  }

  repl(now, line) {
    const [name, state] = line.split(' ');
    this.note(name, 'seen', now);
    if (state === 'Running') this.note(name, 'ready', now);
  }

  note(name, what, now) {
    const times = this.times.get(name) ?? {};
    times[what] ??= now;
    this.times.set(name, times);
  }

  /** Waits until a Repl is Ready. */
  async ready(name, began) {
    while (!this.times.get(name)?.ready) {
      if (performance.now() - began > LIMIT_MILLIS) {
        throw new Error(`${name} did not become Ready`);
      }
      await pause(POLL_MILLIS);
    }
    return this.times.get(name);
  }

  stop() {
    this.stops.forEach((stop) => stop());
  }
}

/** @returns milliseconds from the start of kubectl until each phase was over */
export async function start(cluster, followed, { namespace, name, project, signer, WebSocket }) {
  const began = performance.now();
  await cluster.apply(namespace, manifest(name, project));
  const applied = performance.now();
  const times = await followed.ready(name, began);
  const prompt = await firstPrompt(WebSocket, project, signer);
  return Object.fromEntries(
    Object.entries({ applied, ...times, prompt }).map(([what, time]) => [what, time - began]),
  );
}

/** Asks for a terminal through the ingress until a shell says something. */
async function firstPrompt(WebSocket, project, signer) {
  const began = performance.now();
  const token = signer.sign({ aud: `atrium:repl:${project}`, sub: 'ada', name: 'Ada', project, role: 'OWNER' });
  for (;;) {
    try {
      return await prompt(WebSocket, project, token);
    } catch (notYet) {
      if (performance.now() - began > LIMIT_MILLIS) {
        throw notYet;
      }
      await pause(POLL_MILLIS);
    }
  }
}

function prompt(WebSocket, project, token) {
  const port = INGRESS.split(':')[1];
  const headers = { Host: `${project}.ide.localhost:${port}`, Authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${INGRESS}/ws`, { headers, perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The session was closed.')));
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'requestTerminal', id: 1, cols: 80, rows: 24, run: false })),
    );
    socket.on('message', (message, isBinary) => {
      if (isBinary && message.length > HEADER_BYTES) {
        resolve(performance.now());
        socket.close();
      }
    });
  });
}
