/* `npm run dev`: the IDE with hot reload, before a mock runner. */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { join } from 'node:path';

const frontend = join(import.meta.dirname, '..');
const runner = spawn('node', [join(import.meta.dirname, 'mockRunner.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.on('exit', () => runner.kill());

runner.stdout.once('data', async (line) => {
  const { port } = JSON.parse(line);
  const target = `http://127.0.0.1:${port}`;
  const vite = await createServer({
    configFile: join(frontend, 'ide', 'vite.config.ts'),
    logLevel: 'info',
    server: {
      host: '127.0.0.1',
      proxy: { '/api': target, '/app': target, '/ws': { target, ws: true } },
      fs: { allow: [frontend] },
    },
  });
  await vite.listen();
  vite.printUrls();
});
