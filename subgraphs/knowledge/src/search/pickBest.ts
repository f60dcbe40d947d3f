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

/** The best of all pages, at most so many, best first. Of equals those of earlier pages and slots. */
export function pickBest(pages: readonly ScoredPage[], most: number): Scoring[] {
  let best: Place[] = [];
  let least = 0;
  const keep = () => {
    // Sorting is stable, so that equals stay in their order.
    best.sort((a, b) => b.score - a.score);
    best = best.slice(0, most);
    if (best.length === most) least = best.at(-1)?.score ?? 0;
  };
  for (const page of pages) {
    const { scores } = page;
    for (let slot = 0; slot < scores.length; slot += 1) {
      const score = scores[slot] ?? 0;
      if (score <= least) continue;
      best.push({ score, page, slot });
      if (best.length >= 4 * most) keep();
    }
  }
  keep();
  return best.map(({ score, page, slot }) => ({ score, position: page.positionOf(slot) }));
}
