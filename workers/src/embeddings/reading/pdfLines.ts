/** What pdf.js says of a stretch of text on a page. */
export interface PdfItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly hasEOL: boolean;
}

/** A line on a page. Lengths are points; `y` grows upwards. */
export interface PdfLine {
  readonly text: string;
  readonly y: number;
  /** Of the font. */
  readonly size: number;
}

/** The lines of a page, in the order in which its writer put them there (column by column, as a rule). */
export function toLines(items: readonly PdfItem[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let parts: string[] = [];
  let y = 0;
  // 0 while nothing but white space is in the line.
  let size = 0;
  const endLine = () => {
    const text = parts.join('').replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push({ text, y, size });
    parts = [];
    size = 0;
  };
  for (const { str, transform, hasEOL } of items) {
    const [, , c = 0, d = 0, , base = 0] = transform;
    const height = Math.hypot(c, d);
    if (size > 0 && Math.abs(y - base) > 0.5 * Math.max(size, height)) endLine();
    if (str.trim() !== '') {
      if (size === 0) y = base;
      size = Math.max(size, height);
    }
    parts.push(str);
    if (hasEOL) endLine();
  }
  endLine();
  return lines;
}

/** Pages without their running heads and page numbers: first and last lines that most pages share, whatever number is in them. */
export function withoutRunningLines(pages: readonly (readonly PdfLine[])[]): (readonly PdfLine[])[] {
  const enough = Math.max(3, pages.length * 0.4);
  const [heads, feet] = [countKeys(pages.map((page) => page.at(0))), countKeys(pages.map((page) => page.at(-1)))];
  const isRunning = (line: PdfLine | undefined, counts: ReadonlyMap<string, number>) =>
    line !== undefined && line.text.length <= 120 && (counts.get(keyOf(line)) ?? 0) >= enough;
  return pages.map((page) =>
    page.slice(isRunning(page.at(0), heads) ? 1 : 0, page.length > 1 && isRunning(page.at(-1), feet) ? -1 : undefined),
  );
}

function countKeys(lines: readonly (PdfLine | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) if (line) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  return counts;
}

function keyOf({ text }: PdfLine): string {
  return text.replace(/\d+/g, '#');
}
