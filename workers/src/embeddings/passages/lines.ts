/** A line without its line end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly blank: boolean;
}

/** The lines of a text, ended by LF, CR LF or CR. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  const lineEnd = /\r\n?|\n/g;
  let start = 0;
  for (let match = lineEnd.exec(text); ; match = lineEnd.exec(text)) {
    const end = match ? match.index : text.length;
    const line = text.slice(start, end);
    lines.push({ start, end, text: line, blank: line.trim() === '' });
    if (!match) return lines;
    start = lineEnd.lastIndex;
  }
}
