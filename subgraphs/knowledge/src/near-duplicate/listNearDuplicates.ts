import type { Context } from '../context.ts';
import { loadLike, readFirst, type LikeDocument } from '../document/likeDocuments.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';

/** The documents that say nearly the same as one, most alike first. */
export async function listNearDuplicates(
  ctx: Context,
  { id, first }: { readonly id: string; readonly first?: number | null | undefined },
): Promise<LikeDocument[]> {
  requireKnowledgeReader(ctx.session);
  const limit = readFirst(first);
  const found = await ctx.loaders.nearDuplicates.load(id);
  return loadLike(ctx, (found?.others ?? []).slice(0, limit));
}
