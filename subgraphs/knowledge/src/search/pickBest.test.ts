import { createPick } from '@prism/testkit/createPick';

import { pickBest } from './pickBest.ts';
import type { ScoredPage } from './scoreBlocks.ts';

function pageOf(pageId: number, scores: readonly number[]): ScoredPage {
  const slots = Float64Array.from(scores);
  return {
    ...{ pageId, scores: slots },
    positionOf: (slot) => ({ pageId, slot }),
    scoreAt: ({ slot }) => slots[slot] ?? 0,
  };
}

test.each([1, 3])('picks what sorting all of them picks, in the same order (%i0 kinds of scores)', (kinds) => {
  const below = createPick(kinds);
  for (let round = 0; round < 15; round += 1) {
    const pages = Array.from({ length: 1 + below(4) }, (_, pageId) =>
      pageOf(
        pageId,
        // Few kinds of scores: many are equal, and some none.
        Array.from({ length: below(200) }, () => below(10 * kinds) / 7),
      ),
    );
    const all = pages.flatMap(({ scores, positionOf }) =>
      Array.from(scores, (score, slot) => ({ score, position: positionOf(slot) })),
    );
    const inOrder = all.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
    for (const most of [1, 10, 100, 10_000]) expect(pickBest(pages, most)).toEqual(inOrder.slice(0, most));
  }
});
