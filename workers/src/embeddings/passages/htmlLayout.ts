import { toStorable } from '../reading/decodeText.ts';
import type { Block, Layout } from './block.ts';
import { createShallowParser } from './shallowParser.ts';

/** Parsed at a time: about a millisecond. */
const sliceLength = 32 * 1024;

const skipped = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'title',
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

/** What is being read: the blocks that are finished, the text of the open one, and in what it lies. */
interface Reading {
  readonly parts: string[];
  readonly blocks: Block[];
  /** Length of `parts` together. */
  length: number;
  /** The open block, in pieces: to look at the end of a long string after each addition would copy all of it each time. */
  readonly body: string[];
  /** The last character of `body`, empty at its beginning. */
  last: string;
  heading: number;
  skip: number;
  pre: number;
  whole: number;
  /** In how many table cells it is: their paragraphs stay on the row's line. */
  cell: number;
  /** Whether the page's title is being read; a picture's title is none. */
  inTitle: boolean;
  readonly title: string[];
}

/** The text of an HTML document as a reader sees it, with its title, headings, paragraphs, and whole lists, tables and code. */
export async function htmlLayout(
  html: string,
  breathe: () => Promise<void>,
): Promise<Layout & { readonly title: string | null }> {
  const reading: Reading = {
    parts: [],
    blocks: [],
    length: 0,
    body: [],
    last: '',
    heading: 0,
    skip: 0,
    pre: 0,
    whole: 0,
    cell: 0,
    inTitle: false,
    title: [],
  };
  const parser = createShallowParser({
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
  return { text: reading.parts.join(''), blocks: reading.blocks, title: titleOf(reading) };
}

function titleOf({ title }: Reading): string | null {
  return title.join('').replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed() || null;
}

function headingLevel(name: string): number {
  return /^h[1-6]$/.test(name) ? Number(name.charAt(1)) : 0;
}

function open(reading: Reading, name: string): void {
  // A head that nobody closed ends here, too.
  if (name === 'body') reading.skip = 0;
  if (name === 'title') reading.inTitle = reading.title.length === 0;
  if (name === 'svg') reading.inTitle = false;
  if (skipped.has(name)) reading.skip += 1;
  if (reading.skip > 0 || inline.has(name)) return;
  if (lineBreaking.has(name)) breakLine(reading);
  else if (name === 'td' || name === 'th') openCell(reading);
  else if (reading.whole === 0) endBlock(reading);
  else breakLine(reading);
  if (whole.has(name)) reading.whole += 1;
  if (preformatted.has(name)) reading.pre += 1;
  reading.heading = reading.whole === 0 ? headingLevel(name) : 0;
}

function close(reading: Reading, name: string): void {
  if (name === 'title') reading.inTitle = false;
  if (skipped.has(name)) reading.skip = Math.max(0, reading.skip - 1);
  if (reading.skip > 0 || inline.has(name) || name === 'br') return;
  if (name === 'td' || name === 'th') {
    reading.cell = Math.max(0, reading.cell - 1);
    return;
  }
  if (preformatted.has(name)) reading.pre = Math.max(0, reading.pre - 1);
  if (whole.has(name)) {
    if (reading.whole === 1) endBlock(reading);
    reading.whole = Math.max(0, reading.whole - 1);
  } else if (reading.whole === 0 && !lineBreaking.has(name)) endBlock(reading);
  else breakLine(reading);
  reading.heading = 0;
}

function append(reading: Reading, text: string): void {
  // NUL and halves of surrogate pairs can be written as references; Postgres holds neither.
  const storable = toStorable(text);
  if (reading.inTitle) reading.title.push(storable);
  if (reading.skip > 0) return;
  if (reading.pre > 0) {
    add(reading, storable);
    return;
  }
  const collapsed = storable.replace(/[ \t\r\n\f\u00a0]+/g, ' ');
  add(reading, endsInSpace(reading) ? collapsed.trimStart() : collapsed);
}

function add(reading: Reading, text: string): void {
  if (text === '') return;
  reading.body.push(text);
  reading.last = text.slice(-1);
}

function endsInSpace({ last }: Reading): boolean {
  return last === '' || /\s/.test(last);
}

function breakLine(reading: Reading): void {
  if (reading.cell > 0) {
    if (!endsInSpace(reading)) add(reading, ' ');
  } else if (reading.last !== '' && reading.last !== '\n') {
    // The end of a cell's last paragraph, behind which no cell came.
    if (reading.body.at(-1) === ' ') reading.body.pop();
    add(reading, '\n');
  }
}

function openCell(reading: Reading): void {
  if (reading.last !== '' && reading.last !== '\n') add(reading, endsInSpace(reading) ? '| ' : ' | ');
  // A cell outside of any table ends nowhere.
  if (reading.whole > 0) reading.cell += 1;
}

/** Closes the open block, if anything but white space is in it, and leaves a blank line behind it. */
function endBlock(reading: Reading): void {
  reading.cell = 0;
  // The first line of code keeps its indentation.
  const body = reading.body
    .join('')
    .replace(/^(?:\s*\n)?/, '')
    .trimEnd();
  reading.body.length = 0;
  reading.last = '';
  if (body.trim() === '') return;
  const place = { start: reading.length, end: reading.length + body.length };
  const title = body.trim().replace(/\s+/g, ' ');
  reading.blocks.push(
    reading.heading > 0
      ? { ...place, kind: 'heading', level: reading.heading, title }
      : { ...place, kind: reading.whole > 0 ? 'lines' : 'text' },
  );
  reading.parts.push(body, '\n\n');
  reading.length += body.length + 2;
}
