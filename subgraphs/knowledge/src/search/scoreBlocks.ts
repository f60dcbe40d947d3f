import { setImmediate } from 'node:timers/promises';

import type { QueryWord } from '@prism/ai/queryTerms';

import { postingSize } from '../indexing/block.ts';
import type { Position, TermBlock, TermBlocks } from './keyword.sql.ts';

/** The scores of the chunks of a page, or of all recent pages. */
export interface ScoredPage {
  /** Null for the recent ones. */
  readonly pageId: number | null;
  /** By slot, or one after the other of the recent ones; 0 where no term of the query is. */
  readonly scores: Float64Array;
  positionOf(index: number): Position;
  /** 0 where no term of the query is. */
  scoreAt(position: Position): number;
}

/** What BM25 makes of the blocks of a query. */
export interface Scored {
  readonly pages: readonly ScoredPage[];
  /** See `KeywordHits`. */
  readonly ceiling: number;
}

/** For how long scoring may hold the event loop, in milliseconds. */
const stretch = 5;
/** Before the postings of a recent page: its number, and how many they are. */
const recentHead = 6;
/** More slots than a page has. */
const slotsOfPage = 65_536;

// BM25 with k1 1.2 and b 0.75: 2.2 is k1 + 1, 0.3 is k1 (1 - b), 0.9 is k1 b.
const saturation = 2.2;
const base = 0.3;
const slopeOverMean = 0.9;

/** How much a term weighs, and how much the length of a chunk takes from it. */
interface Weights {
  readonly weightOf: ReadonlyMap<string, number>;
  readonly slope: number;
}

/**
 * BM25 (k1 1.2, b 0.75, idf as Lucene's) of every chunk that has a word of the query, exact. The terms of one word have the weight of
 * the word, whose document frequency is the sum of theirs. Lets others run every 5 ms.
 */
export async function scoreBlocks(
  { chunks, length, blocks }: TermBlocks,
  words: readonly QueryWord[],
): Promise<Scored> {
  const counts = new Map<string, number>();
  for (const { term, count } of blocks) counts.set(term, (counts.get(term) ?? 0) + count);
  const weightOf = new Map<string, number>();
  let ceiling = 0;
  for (const terms of words) {
    const frequency = Math.min(
      terms.reduce((sum, term) => sum + (counts.get(term) ?? 0), 0),
      chunks,
    );
    const weight = Math.log(1 + (chunks - frequency + 0.5) / (frequency + 0.5)) * saturation;
    ceiling += weight;
    for (const term of terms) weightOf.set(term, weight);
  }
  const weights = { weightOf, slope: slopeOverMean / (length / chunks) };
  const pages: ScoredPage[] = [];
  const room = createRoom(blocks);
  let since = performance.now();
  // Always in one order, so that chunks with the same words have the same sum, wherever they are.
  const inOrder = blocks.toSorted((a, b) => (a.term < b.term ? -1 : Number(a.term > b.term)));
  for (const [pageId, ofPage] of Map.groupBy(inOrder, (block) => block.pageId)) {
    pages.push(pageId === null ? scoreRecent(ofPage, weights) : scorePage(ofPage, weights, room(pageId, ofPage)));
    if (performance.now() - since < stretch) continue;
    await setImmediate();
    since = performance.now();
  }
  return { pages, ceiling };
}

/** Gives each page room for its scores, out of one piece: a hundred pieces a search would keep the garbage collector busy. */
function createRoom(blocks: readonly TermBlock[]) {
  const pages = new Set(blocks.map(({ pageId }) => pageId));
  const slots = blocks.reduce((most, block) => Math.max(most, block.pageId === null ? 0 : lastSlot(block) + 1), 0);
  const whole = new Float64Array(pages.size * slots);
  let used = 0;
  return (pageId: number, ofPage: readonly TermBlock[]): ScoredPage => {
    const scores = whole.subarray(used, (used += Math.max(...ofPage.map(lastSlot)) + 1));
    return {
      ...{ pageId, scores },
      positionOf: (slot) => ({ pageId, slot }),
      scoreAt: ({ slot }) => scores[slot] ?? 0,
    };
  };
}

function lastSlot({ postings }: TermBlock): number {
  return int2(postings, postings.length - postingSize);
}

function scorePage(blocks: readonly TermBlock[], { weightOf, slope }: Weights, page: ScoredPage): ScoredPage {
  const { scores } = page;
  for (const { term, postings } of blocks) {
    const weight = weightOf.get(term) ?? 0;
    for (let at = 0; at < postings.length; at += postingSize) {
      const slot = int2(postings, at);
      const frequency = int2(postings, at + 2);
      scores[slot] = (scores[slot] ?? 0) + (weight * frequency) / (frequency + base + slope * int2(postings, at + 4));
    }
  }
  return page;
}

function scoreRecent(blocks: readonly TermBlock[], { weightOf, slope }: Weights): ScoredPage {
  const scoreOf = new Map<number, number>();
  for (const { term, postings } of blocks) {
    const weight = weightOf.get(term) ?? 0;
    for (let at = 0; at < postings.length;) {
      const first = postings.readInt32BE(at) * slotsOfPage;
      const end = at + recentHead + int2(postings, at + 4) * postingSize;
      for (at += recentHead; at < end; at += postingSize) {
        const key = first + int2(postings, at);
        const frequency = int2(postings, at + 2);
        const score = (weight * frequency) / (frequency + base + slope * int2(postings, at + 4));
        scoreOf.set(key, (scoreOf.get(key) ?? 0) + score);
      }
    }
  }
  const keys = [...scoreOf.keys()];
  return {
    pageId: null,
    scores: Float64Array.from(scoreOf.values()),
    positionOf: (index) => positionOf(keys[index] ?? 0),
    scoreAt: ({ pageId, slot }) => scoreOf.get(pageId * slotsOfPage + slot) ?? 0,
  };
}

function positionOf(key: number): Position {
  return { pageId: Math.floor(key / slotsOfPage), slot: key % slotsOfPage };
}

// Three times as fast as `readUInt16BE`, which checks its arguments.
function int2(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
