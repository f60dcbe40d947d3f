import type { Block, Layout } from './block.ts';
import { cutSpan } from './cutSpan.ts';
import { measureTokens, type TokenRuler } from './tokenRuler.ts';

/** Passages of about 400 tokens hold most exact answers without burying them. */
const targetTokens = 400;
/** A block up to this stays whole, although its passage is then longer than the target. */
const maxBlockTokens = 450;
/** What a block may have together with the headings, or the line, above it. */
const maxTokens = 490;
/** A passage that has this much already ends where a new heading begins; shorter sections share one. */
const sectionTokens = 150;
/** What has no more than this (a line above a table) does not stand alone while the block after it fits. */
const leadTokens = 50;

/** No passage has more tokens than this: what the ruler may be wrong by is added to the longest block. */
export const passageTokens = 512;

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
  readonly path: readonly string[];
  readonly heading: boolean;
};

/** Packs the blocks of a text into passages: in order, without overlap, leaving out nothing but white space. */
export async function packBlocks({ text, blocks }: Layout, breathe: () => Promise<void>): Promise<Passage[]> {
  const ruler = await measureTokens(text, breathe);
  const cut = { ruler, maxTokens: maxBlockTokens, pieceTokens: targetTokens };
  const passages: Passage[] = [];
  let open: Piece[] = [];
  const flush = (pieces: readonly Piece[]) => {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first && last) passages.push({ start: first.start, end: last.end, headingPath: commonPath(pieces) });
  };
  for (const { block, path } of withPaths(blocks)) {
    const heading = block.kind === 'heading';
    for (const span of cutSpan(text, block, { ...cut, atLines: block.kind === 'lines' })) {
      await breathe();
      const piece = { ...span, path, heading };
      if (isFull(ruler, open, piece)) {
        // A heading belongs to what follows it.
        const body = open.findLastIndex((held) => !held.heading) + 1;
        flush(open.slice(0, body));
        open = open.slice(body);
        if (tokensOf(ruler, open, piece) > maxTokens) {
          flush(open);
          open = [];
        }
      }
      open.push(piece);
    }
  }
  flush(open);
  return passages;
}

/** How many tokens a passage of these pieces has, from its first to the end of the last. */
function tokensOf(ruler: TokenRuler, pieces: readonly Piece[], last: Piece | undefined): number {
  return ruler.between(pieces[0]?.start ?? last?.start ?? 0, last?.end ?? 0);
}

/** Whether a passage shall end before a piece. */
function isFull(ruler: TokenRuler, open: readonly Piece[], piece: Piece): boolean {
  if (open.length === 0) return false;
  const before = tokensOf(ruler, open, open.at(-1));
  if (piece.heading && before >= sectionTokens) return true;
  return tokensOf(ruler, open, piece) > (before <= leadTokens ? maxTokens : targetTokens);
}

/** The blocks, each with the headings it stands under. */
function* withPaths(blocks: readonly Block[]): Generator<{ readonly block: Block; readonly path: readonly string[] }> {
  let stack: { readonly level: number; readonly title: string }[] = [];
  let path: readonly string[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      stack = [...stack.filter((above) => above.level < level), { level, title: block.title ?? '' }];
      path = stack.map(({ title }) => cutTitle(title, maxTitle)).filter((title) => title !== '');
    }
    yield { block, path };
  }
}

/** A heading longer than this is a paragraph in disguise. */
const maxTitle = 200;
/** All headings of a path together: they say where a passage stands, and are no part of it. */
const maxPath = 400;

function cutTitle(title: string, length: number): string {
  return title.length <= length ? title : `${title.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function commonPath(pieces: readonly Piece[]): readonly string[] {
  const [first, ...rest] = pieces.map(({ path }) => path);
  if (!first) return [];
  const differs = first.findIndex((title, index) => rest.some((path) => path[index] !== title));
  const common = differs === -1 ? first : first.slice(0, differs);
  const length = common.reduce((sum, title) => sum + title.length, 0);
  return length <= maxPath ? common : common.map((title) => cutTitle(title, Math.floor(maxPath / common.length)));
}
