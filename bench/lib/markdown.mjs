import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PAGE } from './places.mjs';
import { QUICK } from './scale.mjs';
import { brief, spread } from './stats.mjs';

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

/** Prints a section and, unless it comes from a quick run, writes it into docs/benchmarks.md. */
export function publish(name, text) {
  console.log(text);
  if (QUICK) {
    console.log('A quick run: docs/benchmarks.md stays as it is.');
    return;
  }
  mkdirSync(dirname(PAGE), { recursive: true });
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : TITLE;
  writeFileSync(PAGE, replaceSection(page, name, text));
}

/** `median (lowest-highest)` of the numbers there are; empty without any. */
export function cell(values) {
  const numbers = spread(values.map(Number));
  if (numbers === null) {
    return '';
  }
  const { median, min, max } = numbers;
  return min === max ? brief(median) : `${brief(median)} (${brief(min)}-${brief(max)})`;
}

/** Why something was not measured, as a paragraph; empty if nothing went wrong. */
export function problemList(problems) {
  return problems.length === 0 ? '' : `Not measured:\n\n${problems.map((problem) => `- ${oneLine(problem)}`).join('\n')}\n\n`;
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 300);

/** A table whose first column is a label and whose others are right-aligned. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
