// Chromium, headless, driven by playwright-core; how one page opens.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '../lib/process.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const OPEN_MILLIS = 60_000;
/** What a page still fetches after its files are visible belongs to its opening. */
const SETTLE_MILLIS = 2000;

function find() {
  for (const directory of process.env.PATH.split(delimiter)) {
    for (const name of NAMES) {
      try {
        const path = join(directory, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // It is not in this directory.
      }
    }
  }
  throw new Error(`needs one of these on the PATH: ${NAMES.join(', ')}`);
}

export async function browserVersion() {
  return /Chrom\S* [\d.]+/.exec(await run(find(), ['--version']))?.[0] ?? 'Chromium';
}

/** A browser with a profile of its own, which its end removes. */
export async function startBrowser(chromium) {
  const profile = mkdtempSync(join(tmpdir(), 'atrium-bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: find(),
    viewport: { width: 1280, height: 800 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  context.setDefaultTimeout(OPEN_MILLIS);
  return {
    context,
    stop: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Opens an address in a new page.
 *
 * @param files finds a row of the visible file list
 * @param whileOpen is called with the page before it closes; its result is kept
 * @returns seconds until the first contentful paint and until the list is visible, transferred
 *     bytes, the page's heap in bytes, and what `whileOpen` gave
 */
export async function open(context, address, files, whileOpen) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let transferred = 0;
  await cdp.send('Network.enable');
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (transferred += encodedDataLength));
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await files(page).first().waitFor();
  const visible = (performance.now() - began) / 1000;
  await page.waitForTimeout(SETTLE_MILLIS);
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  );
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const result = { paint: paint / 1000, visible, transferred, heap: usedSize, ...(await whileOpen?.(page)) };
  await page.close();
  return result;
}
