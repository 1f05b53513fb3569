/**
 * The editor knows one kind of line end only and shows every one as LF; a document of a file with
 * mixed ones holds CR too. These go from one to the other. Pure.
 */
export function shownText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Where an offset of the shown text is in the document's text. */
export function toTextOffset(text: string, shown: number): number {
  let offset = 0;
  for (let seen = 0; seen < shown && offset < text.length; seen++) {
    offset += text[offset] === '\r' && text[offset + 1] === '\n' ? 2 : 1;
  }
  return offset;
}

/** Where an offset of the document's text is in the shown text. */
export function toShownOffset(text: string, offset: number): number {
  let shown = 0;
  for (let at = 0; at < offset; at++) {
    if (text[at] !== '\r' || text[at + 1] !== '\n') {
      shown++;
    }
  }
  return shown;
}
