import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const TITLE = '# Benchmarks\n\nEach section is written by `./atrium bench NAME`; do not edit it by hand.\n';

/** Puts text between a section's markers, adding the section if the page has none. */
export function replaceSection(page, name, text) {
  const open = `<!-- bench:${name} -->`;
  const close = `<!-- /bench:${name} -->`;
  const section = `${open}\n${text.trim()}\n${close}`;
  const from = page.indexOf(open);
  const to = page.indexOf(close);
  return from < 0 || to < 0
    ? `${page.trimEnd()}\n\n${section}\n`
    : page.slice(0, from) + section + page.slice(to + close.length);
}

/** The same for a file, which is made if it is missing. */
export function writeSection(file, name, text) {
  mkdirSync(dirname(file), { recursive: true });
  const page = existsSync(file) ? readFileSync(file, 'utf8') : TITLE;
  writeFileSync(file, replaceSection(page, name, text));
}

/** A table whose first column is a label and whose others are right-aligned. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
