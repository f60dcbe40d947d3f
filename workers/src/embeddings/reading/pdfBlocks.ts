import type { Block, Layout } from '../passages/block.ts';
import { withoutRunningLines, type PdfLine } from './pdfLines.ts';

/** A font this much larger than the text's makes a heading. */
const headingScale = 1.15;
const maxHeading = 200;
/** Lines further apart than this times the usual begin a new paragraph. */
const paragraphGap = 1.35;

const bullet = /^(?:[•‣◦▪●○■□–*-]|\d{1,3}[.)]|[a-z]\))\s/;
const hyphenated = /\p{L}[-\u2010\u00ad]$/u;
const lowerCase = /^\p{Ll}/u;
const sentenceEnd = /[.!?…:;。！？]["'”’)\]]*$/u;

interface Open {
  text: string;
  /** Its last line: to look at the end of a text that grows costs more with each line. */
  tail: string;
  readonly size: number;
  readonly heading: boolean;
  list: boolean;
}

/**
 * The text of pages with headings (by the size of their font), paragraphs and lists. Words hyphenated at line ends are joined; a
 * form feed stands where a page begins, so that the page of an offset can be told.
 */
export function toPdfLayout(pages: readonly (readonly PdfLine[])[]): Layout {
  const kept = withoutRunningLines(pages);
  const body = bodySize(kept.flat());
  const gap = usualGap(kept);
  const isHeading = ({ size, text }: PdfLine) => size >= body * headingScale && text.length <= maxHeading;
  const levels = headingLevels(kept.flat().filter(isHeading));
  const parts: string[] = [];
  const blocks: Block[] = [];
  let length = 0;
  let open: Open | null = null;
  const write = (part: string) => {
    parts.push(part);
    length += part.length;
  };
  const close = () => {
    if (open) {
      const place = { start: length, end: length + open.text.length };
      const { heading, size, list, text } = open;
      const title = { level: levels.get(round(size)) ?? 1, title: text };
      blocks.push(heading ? { ...place, kind: 'heading', ...title } : { ...place, kind: list ? 'lines' : 'text' });
      write(`${text}\n\n`);
    }
    open = null;
  };
  for (const [index, page] of kept.entries()) {
    let above: PdfLine | null = null;
    for (const line of page) {
      const heading = isHeading(line);
      const next: Open = { text: line.text, tail: line.text, size: line.size, heading, list: bullet.test(line.text) };
      const held: Open | null = open;
      if (held && (above ? continues(held, { line, above, heading, gap }) : runsOn(held, next))) {
        joinLine(held, line.text, above === null);
      } else {
        close();
        if (!above && index > 0) write('\f');
        open = next;
      }
      above = line;
    }
    if (page.length === 0 && index > 0) {
      close();
      write('\f');
    }
  }
  close();
  return { text: parts.join(''), blocks };
}

/** Whether a line belongs to what the line above it is part of. */
function continues(
  open: Open,
  { line, above, heading, gap }: { line: PdfLine; above: PdfLine; heading: boolean; gap: number },
): boolean {
  if (heading !== open.heading || (heading && round(line.size) !== round(open.size))) return false;
  const distance = (above.y - line.y) / Math.max(above.size, line.size, 1);
  // A line higher than the one before begins another column.
  return distance < 0
    ? !heading && !bullet.test(line.text) && runsOn(open, { ...open, text: line.text })
    : distance <= gap * paragraphGap;
}

/** Whether a paragraph goes on over the end of its page or column: its sentence has not ended, and the next line begins none. */
function runsOn(open: Open, next: Open): boolean {
  return !open.heading && !next.heading && !sentenceEnd.test(open.tail) && lowerCase.test(next.text);
}

function joinLine(open: Open, line: string, newPage: boolean): void {
  // What stands between the lines; on a new page with the mark of one.
  const mark = newPage ? '\f' : '';
  if (bullet.test(line) && !open.heading) {
    open.text += `\n${mark}${line}`;
    open.list = true;
  } else if (!newPage && hyphenated.test(open.tail) && lowerCase.test(line)) {
    open.text = open.text.slice(0, -1) + line;
  } else {
    open.text += (mark || ' ') + line;
  }
  open.tail = line;
}

/** The size in which most characters are set. */
function bodySize(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of lines) counts.set(round(size), (counts.get(round(size)) ?? 0) + text.length);
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0] ?? 0;
}

/** The usual distance of a line from the one above it, in font sizes: the median, within what is usual anywhere. */
function usualGap(pages: readonly (readonly PdfLine[])[]): number {
  const gaps = pages
    .flatMap((page) => page.map((line, index) => ((page[index - 1]?.y ?? line.y) - line.y) / Math.max(line.size, 1)))
    .filter((gap) => gap > 0.5 && gap < 4)
    .sort((left, right) => left - right);
  return Math.min(2.5, Math.max(1, gaps[Math.floor(gaps.length / 2)] ?? 1.2));
}

/** The largest headings are of level 1, and so on to 6. */
function headingLevels(headings: readonly PdfLine[]): ReadonlyMap<number, number> {
  const sizes = [...new Set(headings.map(({ size }) => round(size)))].sort((left, right) => right - left);
  return new Map(sizes.map((size, index) => [size, Math.min(6, index + 1)]));
}

function round(size: number): number {
  return Math.round(size * 2) / 2;
}
