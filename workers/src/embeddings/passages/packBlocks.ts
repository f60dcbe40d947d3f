import { estimateTokens } from '@prism/ai/estimateTokens';

import type { Block, Layout } from './block.ts';
import { cutSpan } from './cutSpan.ts';

/** Passages of about 400 tokens hold most exact answers without burying them. */
const targetTokens = 400;
/** A block up to this stays whole, although its passage is then longer than the target. */
const maxTokens = 512;
/** A passage that has this much already ends where a new heading begins; shorter sections share one. */
const sectionTokens = 150;

/** A passage of a text: `text.slice(start, end)`, never blank. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /** The headings that all of it stands under, outermost first, including one that it begins with. */
  readonly headingPath: readonly string[];
}

type Piece = {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
  readonly path: readonly string[];
  readonly heading: boolean;
};

/** Packs the blocks of a text into passages: in order, without overlap, leaving out nothing but white space. */
export async function packBlocks({ text, blocks }: Layout, breathe: () => Promise<void>): Promise<Passage[]> {
  const passages: Passage[] = [];
  let open: Piece[] = [];
  let tokens = 0;
  const flush = (pieces: readonly Piece[]) => {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first && last) passages.push({ start: first.start, end: last.end, headingPath: commonPath(pieces) });
  };
  for await (const piece of toPieces(text, blocks, breathe)) {
    const full = piece.heading ? tokens >= sectionTokens : tokens + piece.tokens > targetTokens;
    if (full && open.length > 0) {
      // A heading belongs to what follows it.
      const body = open.findLastIndex(({ heading }) => !heading) + 1;
      const kept = body === 0 ? (tokens + piece.tokens > maxTokens ? [] : open) : open.slice(body);
      if (kept !== open) flush(body === 0 ? open : open.slice(0, body));
      open = kept;
      tokens = open.reduce((sum, held) => sum + held.tokens, 0);
    }
    open = [...open, piece];
    tokens += piece.tokens;
  }
  flush(open);
  return passages;
}

async function* toPieces(text: string, blocks: readonly Block[], breathe: () => Promise<void>): AsyncGenerator<Piece> {
  let stack: { readonly level: number; readonly title: string }[] = [];
  for (const block of blocks) {
    const heading = block.kind === 'heading';
    if (heading) {
      const level = block.level ?? 1;
      stack = [...stack.filter((above) => above.level < level), { level, title: cutTitle(block.title ?? '') }];
    }
    const path = stack.map(({ title }) => title).filter((title) => title !== '');
    for (const span of cutSpan(text, block, { maxTokens, atLines: block.kind === 'lines' })) {
      await breathe();
      yield { ...span, path, heading, tokens: estimateTokens(text.slice(span.start, span.end)) };
    }
  }
}

/** A heading longer than this is a paragraph in disguise. */
const maxTitle = 200;

function cutTitle(title: string): string {
  return title.length <= maxTitle ? title : `${title.slice(0, maxTitle - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function commonPath(pieces: readonly Piece[]): readonly string[] {
  const [first, ...rest] = pieces.map(({ path }) => path);
  if (!first) return [];
  const differs = first.findIndex((title, index) => rest.some((path) => path[index] !== title));
  return differs === -1 ? first : first.slice(0, differs);
}
