// The servers under test. Each start() gives {url, pid, stop, connect}.
import { fileURLToPath } from 'node:url';
import { startServer } from '../lib/process.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * @param work where peers are installed and scratch files lie
 * @param connect the clients by kind
 * @param startAtrium starts Atrium's runner
 */
export function servers(work, connect, startAtrium) {
  const peer = (command, args, client) => async () => {
    const server = await startServer(command, args, { cwd: work, env: { ...process.env, HOME: work } });
    return { ...server, connect: () => client(`ws://127.0.0.1:${server.port}/`) };
  };
  const nodePty = (mode, client) =>
    peer(process.execPath, [`${HERE}peers/node-pty.mjs`, work, mode, work], client);
  return [
    { name: 'Atrium', start: startAtrium },
    { name: 'node-pty + ws', start: nodePty('plain', connect.plain) },
    { name: 'the same with flow control', start: nodePty('flow', connect.flow) },
    {
      name: 'terminado',
      start: peer(`${work}/venv/bin/python`, [`${HERE}peers/terminado_server.py`, work], connect.terminado),
    },
  ];
}
