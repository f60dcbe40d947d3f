import type { Position } from './keyword.sql.ts';
import type { ScoredPage } from './scoreBlocks.ts';

/** A position and its score. */
export interface Scoring {
  readonly score: number;
  readonly position: Position;
}

interface Place {
  readonly score: number;
  readonly page: ScoredPage;
  readonly slot: number;
}

/** In so many steps, from 0 to the highest score, scores are counted to tell which may be among the best. */
const steps = 4_096;

/** The best of all pages, at most so many, best first. Of equals those of earlier pages and slots. */
export function pickBest(pages: readonly ScoredPage[], most: number): Scoring[] {
  const { scale, least } = boundOf(pages, most);
  const best: Place[] = [];
  for (const page of pages) {
    const { scores } = page;
    for (let slot = 0; slot < scores.length; slot += 1) {
      const score = scores[slot] ?? 0;
      if (score > 0 && score * scale >= least) best.push({ score, page, slot });
    }
  }
  // Sorting is stable, so that equals stay in their order.
  best.sort((a, b) => b.score - a.score);
  return best.slice(0, most).map(({ score, page, slot }) => ({ score, position: page.positionOf(slot) }));
}

/** The best, and not many more, are the scores that make `least` or more when multiplied by `scale`. */
function boundOf(pages: readonly ScoredPage[], most: number): { readonly scale: number; readonly least: number } {
  let highest = 0;
  const counts = new Uint32Array(steps + 1);
  // By index, which takes a tenth of the time that `of` takes over 200,000 scores.
  /* eslint-disable @typescript-eslint/prefer-for-of */
  for (const { scores } of pages)
    for (let slot = 0; slot < scores.length; slot += 1) highest = Math.max(highest, scores[slot] ?? 0);
  const scale = steps / highest;
  for (const { scores } of pages) {
    for (let slot = 0; slot < scores.length; slot += 1) {
      const step = Math.trunc((scores[slot] ?? 0) * scale);
      counts[step] = (counts[step] ?? 0) + 1;
    }
  }
  /* eslint-enable @typescript-eslint/prefer-for-of */
  let least = steps;
  for (let reached = counts[steps] ?? 0; reached < most && least > 0; reached += counts[least] ?? 0) least -= 1;
  return { scale, least };
}
