import { badUserInput } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import type { Document } from '../document/document.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';

const maxFirst = 20;

/** Another document, and how much of their wording both share. */
export interface NearDuplicate {
  readonly score: number;
  readonly document: Document;
}

/** The documents that say nearly the same as one, most alike first. */
export async function listNearDuplicates(
  ctx: Context,
  { id, first }: { readonly id: string; readonly first?: number | null | undefined },
): Promise<NearDuplicate[]> {
  requireKnowledgeReader(ctx.session);
  const limit = first ?? 5;
  if (limit < 1 || limit > maxFirst)
    throw badUserInput([{ path: 'first', message: `must be between 1 and ${String(maxFirst)}` }]);
  const found = ((await ctx.loaders.nearDuplicates.load(id))?.others ?? []).slice(0, limit);
  const documents = await Promise.all(found.map(({ otherId }) => ctx.loaders.document.load(otherId)));
  return found.flatMap(({ score }, index) => {
    const document = documents[index];
    return document ? [{ score, document }] : [];
  });
}
