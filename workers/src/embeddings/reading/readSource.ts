import type { Layout } from '../passages/block.ts';
import { htmlLayout } from '../passages/htmlLayout.ts';
import { markdownLayout } from '../passages/markdownLayout.ts';
import { packBlocks, type Passage } from '../passages/packBlocks.ts';
import { plainLayout } from '../passages/plainLayout.ts';
import { docxLayout } from './docxLayout.ts';
import { maxTextLength } from './limits.ts';
import { pdfLayout } from './pdfLayout.ts';
import { sniffFile, sniffText, type ReadableType, type Sniffed } from './sniff.ts';
import { UnreadableError } from './unreadable.ts';

/** What was added: a text, or the bytes of a file. */
export interface Source {
  /** As what it was declared, also with a charset: believed only between kinds of text. */
  readonly contentType: string;
  readonly content: string | null;
  readonly file: Uint8Array | null;
}

/** What was read out of it. */
export interface ReadText {
  /** What the offsets of passages count in. Null when that is `content` itself. */
  readonly text: string | null;
  /** What it is, whatever it was declared as. */
  readonly contentType: ReadableType;
  /** The title that it gives itself, if any. */
  readonly title: string | null;
  readonly passages: readonly Passage[];
}

type Breathe = () => Promise<void>;

/**
 * Reads a source and cuts it into passages by its structure. A text may have none; a file without text is of no use to
 * anybody: that, and everything that cannot be read, throws UnreadableError.
 */
export async function readSource({ contentType, content, file }: Source, breathe: Breathe): Promise<ReadText> {
  const sniffed: Sniffed =
    file === null
      ? { contentType: sniffText(content ?? '', contentType), text: content ?? '' }
      : await sniffFile(file, contentType);
  const layout = await layOut(sniffed, breathe);
  if (layout.text.length > maxTextLength) throw new UnreadableError('tooLarge');
  const passages = await packBlocks(layout, breathe);
  if (file !== null && passages.length === 0) throw new UnreadableError('noText');
  const { title = null } = layout;
  return { text: layout.text === content ? null : layout.text, contentType: sniffed.contentType, title, passages };
}

async function layOut(sniffed: Sniffed, breathe: Breathe): Promise<Layout & { readonly title?: string | null }> {
  if ('text' in sniffed) {
    if (sniffed.contentType === 'text/html') return htmlLayout(sniffed.text, breathe);
    return sniffed.contentType === 'text/plain' ? plainLayout(sniffed.text) : markdownLayout(sniffed.text);
  }
  return sniffed.contentType === 'application/pdf' ? pdfLayout(sniffed.bytes) : docxLayout(sniffed.bytes, breathe);
}
