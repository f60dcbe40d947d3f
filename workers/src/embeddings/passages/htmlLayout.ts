import { Parser } from 'htmlparser2';

import type { Block, Layout } from './block.ts';

/** Parsed at a time: about a millisecond. */
const sliceLength = 32 * 1024;

const skipped = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'svg',
  'iframe',
  'object',
  'select',
  'button',
]);
const preformatted = new Set(['pre', 'textarea']);
/** Lists and tables stay whole where they fit, as code does. */
const whole = new Set(['ul', 'ol', 'dl', 'table', 'pre']);
const lineBreaking = new Set(['br', 'li', 'tr', 'dt', 'dd', 'option']);
const inline = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output progress q rp rt ruby s ' +
    'samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** What is being read: the text so far, the block that is open, and in what it lies. */
interface Reading {
  text: string;
  readonly blocks: Block[];
  start: number;
  heading: number;
  skip: number;
  pre: number;
  whole: number;
}

/** The text of an HTML document as a reader sees it, with headings, paragraphs, and whole lists, tables and code. */
export async function htmlLayout(html: string, breathe: () => Promise<void>): Promise<Layout> {
  const reading: Reading = { text: '', blocks: [], start: 0, heading: 0, skip: 0, pre: 0, whole: 0 };
  const parser = new Parser({
    onopentagname: (name) => open(reading, name),
    onclosetag: (name) => close(reading, name),
    ontext: (text) => append(reading, text),
  });
  for (let at = 0; at < html.length; at += sliceLength) {
    parser.write(html.slice(at, at + sliceLength));
    await breathe();
  }
  parser.end();
  endBlock(reading);
  return { text: reading.text, blocks: reading.blocks };
}

function headingLevel(name: string): number {
  return /^h[1-6]$/.test(name) ? Number(name.charAt(1)) : 0;
}

function open(reading: Reading, name: string): void {
  // A head that nobody closed ends here, too.
  if (name === 'body') reading.skip = 0;
  if (skipped.has(name)) reading.skip += 1;
  if (reading.skip > 0 || inline.has(name)) return;
  if (lineBreaking.has(name)) breakLine(reading);
  else if (name === 'td' || name === 'th') separateCell(reading);
  else if (reading.whole === 0) endBlock(reading);
  else breakLine(reading);
  if (whole.has(name)) reading.whole += 1;
  if (preformatted.has(name)) reading.pre += 1;
  reading.heading = reading.whole === 0 ? headingLevel(name) : 0;
}

function close(reading: Reading, name: string): void {
  if (skipped.has(name)) reading.skip = Math.max(0, reading.skip - 1);
  if (reading.skip > 0 || inline.has(name) || name === 'br' || name === 'td' || name === 'th') return;
  if (preformatted.has(name)) reading.pre = Math.max(0, reading.pre - 1);
  if (whole.has(name)) {
    if (reading.whole === 1) endBlock(reading);
    reading.whole = Math.max(0, reading.whole - 1);
  } else if (reading.whole === 0 && !lineBreaking.has(name)) endBlock(reading);
  else breakLine(reading);
  reading.heading = 0;
}

function append(reading: Reading, text: string): void {
  if (reading.skip > 0) return;
  // Halves of a surrogate pair can be written as references; no text holds them.
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  if (reading.pre > 0) {
    reading.text += wellFormed.replaceAll('\u0000', '\ufffd');
    return;
  }
  const collapsed = wellFormed.replaceAll('\u0000', '\ufffd').replace(/[ \t\r\n\f\u00a0]+/g, ' ');
  reading.text += /(?:^|\s)$/.test(reading.text.slice(-1)) ? collapsed.trimStart() : collapsed;
}

function breakLine(reading: Reading): void {
  if (reading.text.length > reading.start && !reading.text.endsWith('\n')) reading.text += '\n';
}

function separateCell(reading: Reading): void {
  if (reading.text.length > reading.start && !/\s$/.test(reading.text.slice(-1))) reading.text += ' | ';
}

/** Closes the open block, if anything but white space is in it, and leaves a blank line behind it. */
function endBlock(reading: Reading): void {
  const body = reading.text.slice(reading.start);
  const trimmed = body.trim();
  if (trimmed !== '') {
    const start = reading.start + (body.length - body.trimStart().length);
    const end = start + trimmed.length;
    reading.blocks.push(
      reading.heading > 0
        ? { start, end, kind: 'heading', level: reading.heading, title: trimmed.replace(/\s+/g, ' ') }
        : { start, end, kind: reading.whole > 0 ? 'lines' : 'text' },
    );
    reading.text = `${reading.text.trimEnd()}\n\n`;
  }
  reading.start = reading.text.length;
}
