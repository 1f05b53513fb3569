import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { changeOne, countFiles } from './dataset.mjs';
import { step, toolEnvironment } from './tools.mjs';

/**
 * One round of a tool: push into an empty prefix, seed into an empty directory, push with nothing
 * changed, push with one file changed.
 *
 * @param measure (name, action) keeps the seconds or the requests of an action
 */
export async function peerRound(tool, { store, endpoint, home, scratch, data }, measure) {
  const environment = toolEnvironment(store, endpoint);
  const prefix = `${store.bucket}/peers`;
  const seeded = join(scratch, 'seeded');
  const remote = tool.remote(`${prefix}/`);
  const push = () => step(tool, environment, `${data.directory}/`, remote);
  rmSync(join(home, 's3', prefix), { recursive: true, force: true });
  rmSync(seeded, { recursive: true, force: true });
  await measure('push', push);
  await measure('seed', () => step(tool, environment, `${remote}${tool.all}`, `${seeded}/`));
  if (countFiles(seeded) !== data.count) {
    throw new Error(`seeded ${countFiles(seeded)} of ${data.count} files`);
  }
  if (tool.again) {
    await measure('unchanged', push);
    changeOne(data.directory, data.one);
    await measure('changed', push);
  }
}
