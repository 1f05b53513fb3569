import { diffIndices } from 'node-diff3';
import type { TextEdit } from '../../../shared/api/session';

/** Beyond this many changed lines the line diff would be slow; one edit replaces them all. */
const MAX_DIFF_LINES = 4_000;

/** The one edit between the common start and the common end of two texts; null if they are equal. */
export function singleEdit(from: string, to: string): TextEdit | null {
  if (from === to) {
    return null;
  }
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) {
    start++;
  }
  let end = 0;
  while (
    end < shorter - start &&
    from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)
  ) {
    end++;
  }
  // An edit must not cut a surrogate pair in half: half a pair is no text.
  if (start > 0 && isHighSurrogate(from.charCodeAt(start - 1))) {
    start--;
  }
  if (end > 0 && isLowSurrogate(from.charCodeAt(from.length - end))) {
    end--;
  }
  return {
    offset: start,
    length: from.length - end - start,
    text: to.slice(start, to.length - end),
  };
}

/** Small edits, ascending, that turn one text into the other and leave equal lines alone. */
export function minimalEdits(from: string, to: string): TextEdit[] {
  const whole = singleEdit(from, to);
  if (whole === null) {
    return [];
  }
  const start = lineStart(from, whole.offset);
  const fromEnd = lineEnd(from, whole.offset + whole.length);
  const toEnd = to.length - (from.length - fromEnd);
  const fromLines = linesOf(from.slice(start, fromEnd));
  const toLines = linesOf(to.slice(start, toEnd));
  if (fromLines.length <= 1 || fromLines.length + toLines.length > MAX_DIFF_LINES) {
    return [whole];
  }
  const offsets = offsetsOf(fromLines, start);
  return diffIndices(fromLines, toLines).flatMap(({ buffer1, buffer2 }) => {
    const [line, count] = buffer1;
    const before = fromLines.slice(line, line + count).join('');
    const after = toLines.slice(buffer2[0], buffer2[0] + buffer2[1]).join('');
    const edit = singleEdit(before, after);
    return edit ? [{ ...edit, offset: edit.offset + offsets[line]! }] : [];
  });
}

export function applyEdits(text: string, edits: TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const { offset, length, text: inserted } of edits) {
    result += text.slice(position, offset) + inserted;
    position = offset + length;
  }
  return result + text.slice(position);
}

/** The lines with their ends; joined they are the text again. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function offsetsOf(lines: string[], start: number): number[] {
  const offsets = [start];
  for (const line of lines) {
    offsets.push(offsets.at(-1)! + line.length);
  }
  return offsets;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
