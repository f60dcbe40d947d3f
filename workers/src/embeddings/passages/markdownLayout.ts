import type { Block, Layout } from './block.ts';
import { splitLines, type Line } from './lines.ts';

const atxHeading = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const setextUnderline = /^ {0,3}(=+|-+)[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
const tableRow = /^[ \t]*\|/;
// The row below a table's head; a table whose rows begin without a bar is told by it.
const delimiterRow = /^\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)+[ \t]*\|?$/;
const indented = /^(?: {2,}|\t)/;

type Read = { readonly block: Block; readonly next: number };

/**
 * Markdown: headings, paragraphs, and whole code blocks, lists and tables. Follows CommonMark as far as cutting needs it, which a
 * test compares with mdast. That itself would be the parser, if it did not take 37 s and 1.5 GB for a mebibyte of ordinary
 * Markdown, and overflow the stack on 100 KiB of `>`; this takes 20 ms, and no input makes it slower than its length.
 */
export function markdownLayout(text: string): Layout {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const read = readFrontMatter(lines, at) ?? readBlock(lines, at);
    if (read) blocks.push(read.block);
    at = read?.next ?? at + 1;
  }
  return { text, blocks };
}

function readBlock(lines: readonly Line[], at: number): Read | null {
  const line = lines[at];
  if (!line || line.blank) return null;
  return (
    readHeading(line, at) ??
    readFence(lines, at) ??
    readList(lines, at) ??
    readTable(lines, at) ??
    readParagraph(lines, at)
  );
}

/** `lines[at]` up to before `lines[next]`, without the blank lines at its end. */
function span(lines: readonly Line[], at: number, next: number, kind: 'text' | 'lines'): Read {
  let last = next - 1;
  while (last > at && lines[last]?.blank) last -= 1;
  return { block: { start: lines[at]?.start ?? 0, end: lines[last]?.end ?? 0, kind }, next };
}

/** The index of the first line from `at` on that is one, or the number of lines. */
function find(lines: readonly Line[], at: number, is: (line: Line, index: number) => boolean): number {
  let index = at;
  for (let line = lines[index]; line && !is(line, index); line = lines[index]) index += 1;
  return index;
}

function readFrontMatter(lines: readonly Line[], at: number): Read | null {
  if (at !== 0 || lines[0]?.text.trimEnd() !== '---') return null;
  const end = find(lines, 1, ({ text }) => /^(?:---|\.\.\.)\s*$/.test(text));
  return end < lines.length && end > 1 ? span(lines, 0, end + 1, 'lines') : null;
}

function readHeading({ text, start, end }: Line, at: number): Read | null {
  const match = atxHeading.exec(text);
  if (!match) return null;
  const title = withoutClosing(text.slice(match[0].length).trim());
  return { block: { start, end, kind: 'heading', level: match[1]?.length ?? 1, title }, next: at + 1 };
}

/** A heading's words without the `##` that may close it. Not by a pattern: those take time by the square of the line's length. */
function withoutClosing(title: string): string {
  let end = title.length;
  while (title.charAt(end - 1) === '#') end -= 1;
  return end === 0 || /[ \t]/.test(title.charAt(end - 1)) ? title.slice(0, end).trimEnd() : title;
}

function readFence(lines: readonly Line[], at: number): Read | null {
  const marker = fence.exec(lines[at]?.text ?? '')?.[1];
  if (!marker) return null;
  const end = find(lines, at + 1, ({ text }) => {
    const trimmed = text.trim();
    return trimmed.length >= marker.length && trimmed === marker.charAt(0).repeat(trimmed.length);
  });
  return span(lines, at, Math.min(end + 1, lines.length), 'lines');
}

/** Items with what is indented below them, also over single blank lines. */
function readList(lines: readonly Line[], at: number): Read | null {
  if (!listItem.test(lines[at]?.text ?? '')) return null;
  const next = find(lines, at + 1, ({ text, blank }, index) => {
    if (blank) {
      const after = lines[index + 1];
      return !after || after.blank || !(listItem.test(after.text) || indented.test(after.text));
    }
    return !indented.test(text) && (atxHeading.test(text) || fence.test(text));
  });
  return span(lines, at, next, 'lines');
}

function readTable(lines: readonly Line[], at: number): Read | null {
  if (!tableRow.test(lines[at]?.text ?? '')) return null;
  return span(
    lines,
    at,
    find(lines, at + 1, ({ text }) => !tableRow.test(text)),
    'lines',
  );
}

/** Up to a blank line or what begins another block; underlined, it is a heading. */
function readParagraph(lines: readonly Line[], at: number): Read {
  const next = find(
    lines,
    at + 1,
    ({ text, blank }) =>
      blank || setextUnderline.test(text) || atxHeading.test(text) || fence.test(text) || listItem.test(text),
  );
  const paragraph = span(lines, at, next, delimiterRow.test(lines[at + 1]?.text.trim() ?? '') ? 'lines' : 'text');
  const underline = setextUnderline.exec(lines[next]?.text ?? '')?.[1];
  if (!underline) return paragraph;
  const title = lines
    .slice(at, next)
    .map(({ text }) => text.trim())
    .join(' ');
  const block: Block = {
    start: paragraph.block.start,
    end: lines[next]?.end ?? paragraph.block.end,
    kind: 'heading',
    level: underline.startsWith('=') ? 1 : 2,
    title,
  };
  return { block, next: next + 1 };
}
