/*
 * Pictures of the IDE on the mock runner, in both themes: `node dev/screenshots.mjs DIRECTORY`.
 * Prints how long the file list took, what was transferred, and what axe finds.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const out = process.argv[2] ?? 'dist/screenshots';
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const runner = spawn('node', [join(import.meta.dirname, 'mockRunner.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const { port } = JSON.parse(await new Promise((resolve) => runner.stdout.once('data', resolve)));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

try {
  for (const theme of ['dark', 'light']) {
    await walk(theme);
  }
} finally {
  await browser.close();
  runner.kill();
}

async function walk(theme) {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 860 },
    colorScheme: theme,
    bypassCSP: false,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  let bytes = 0;
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  page.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) &&
      console.log(theme, message.type(), message.text()),
  );
  page.on('pageerror', (error) => console.log(theme, 'page error', error.stack));
  const shot = (name) => page.screenshot({ path: join(out, `${theme}-${name}.png`) });
  const check = async (name) => {
    await page.addScriptTag({ content: axe }).catch(() => page.evaluate(axe));
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run({ exclude: [['.monaco-editor'], ['.xterm'], ['iframe']] }),
    );
    for (const { id, impact, nodes } of violations) {
      console.log(
        theme,
        name,
        'axe',
        impact,
        id,
        nodes
          .slice(0, 3)
          .map((node) => `${node.target} :: ${node.any[0]?.message ?? node.failureSummary}`),
      );
    }
  };

  const start = Date.now();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByRole('treeitem', { name: 'README.md', exact: true }).waitFor();
  console.log(theme, 'file list after', Date.now() - start, 'ms,', Math.round(bytes / 1024), 'KiB');
  await shot('1-start');
  await check('start');
  await page.getByRole('treeitem', { name: 'src', exact: true }).click();
  await page.getByRole('treeitem', { name: 'app.tsx' }).dblclick();
  await page.locator('.view-line').first().waitFor();
  await page.waitForTimeout(1500);
  console.log(theme, 'with a TypeScript file', Math.round(bytes / 1024), 'KiB');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('// typed');
  await shot('2-typing');
  await page.waitForTimeout(1500);
  await page.getByRole('treeitem', { name: 'main.py' }).click();
  await page.getByRole('button', { name: 'Terminal' }).click();
  await page.locator('.xterm-screen').waitFor();
  await page.waitForTimeout(700);
  await page.keyboard.type(
    'ls --color=always -la; printf "\\e[1;31mred \\e[32mgreen \\e[34mblue\\e[0m 👩‍💻 日本\\n"\n',
  );
  await page.waitForTimeout(700);
  await shot('3-terminal');
  await check('terminal');
  await page.keyboard.press('Control+p');
  await page.keyboard.type('hjav');
  await page.waitForTimeout(300);
  await shot('4-quick-open');
  await check('quick-open');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+P');
  await page.waitForTimeout(200);
  await shot('5-palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('line 1');
  await page.waitForTimeout(1000);
  await shot('6-search');
  await check('search');
  await page.getByRole('button', { name: 'Explorer' }).click();
  await page.getByRole('treeitem', { name: 'blob.bin' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.waitForTimeout(600);
  await page.getByRole('treeitem', { name: 'README.md', exact: true }).click({ button: 'right' });
  await page.waitForTimeout(200);
  await shot('7-menu-preview');
  await page.keyboard.press('Escape');
  await page.getByRole('treeitem', { name: 'README.md', exact: true }).click();
  await page.getByRole('tree', { name: 'Files' }).press('Delete');
  await page.waitForTimeout(200);
  await shot('8-delete');
  await check('delete');
  await context.close();
}
