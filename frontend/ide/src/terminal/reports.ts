/** CSI … c, n, R, t, y (ECMA-48, xterm), a DCS or an OSC: what terminals say, not what people type. */
const REPORT = /^\x1b(\[[?>=]?[\d;]*\$?[cnRty]|\[[IO]$|P|\])/;

/** Whether the text is a terminal's own answer to a program's question. */
export function isReport(text: string): boolean {
  return REPORT.test(text);
}
