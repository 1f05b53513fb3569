import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PAGE = join(ROOT, 'docs/benchmarks.md');

/** Where one bench installs its peers and keeps its scratch files. */
export const workOf = (name) => join(ROOT, '.atrium-build/bench', name);

/** The JDK's launcher. */
export const JAVA = join(process.env.JAVA_HOME ?? '/usr', 'bin/java');

/** The runner as the build leaves it. */
export function runnerJar() {
  const target = join(ROOT, 'runner/target');
  const jar = readdirSync(target).find((name) => /^atrium-runner-.*-runner\.jar$/.test(name));
  return join(target, jar);
}
