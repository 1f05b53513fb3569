import { AtriumProject } from './atrium.mjs';

const KEY_MILLIS = 50;

/**
 * One round of Atrium: an empty project starts; the data appear in it; one file changes; somebody types;
 * its runner starts again with nothing changed; a runner with nothing on its disk seeds.
 */
export async function atriumRound(place, id, measure) {
  const { data, edits } = place;
  const project = new AtriumProject(place, id);
  const start = async () => ({ seconds: await project.start() });
  await project.create();
  try {
    await measure('empty', start);
    await project.stage(data);
    await measure('push', () => project.push(data));
    await measure('changed', () => project.changeOne(data));
    await project.openText();
    await project.type(1, KEY_MILLIS);
    await measure('edit', () => project.type(1, KEY_MILLIS));
    await measure('typing', () => project.type(edits, KEY_MILLIS));
    await project.stop();
    await measure('unchanged', start);
    await project.stop();
    project.forget();
    await measure('seed', start);
    if (!project.holds(data)) {
      throw new Error('not every file was seeded');
    }
  } finally {
    await project.stop();
    await project.delete();
  }
}
