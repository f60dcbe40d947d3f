import type { Context } from '../context.ts';
import { loadLike, readFirst, type LikeDocument } from '../document/likeDocuments.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';

/** The documents most like one by their vectors, best first. */
export async function listSimilar(
  ctx: Context,
  { id, first }: { readonly id: string; readonly first?: number | null | undefined },
): Promise<LikeDocument[]> {
  requireKnowledgeReader(ctx.session);
  const found = await ctx.loaders.similar(readFirst(first)).load(id);
  return loadLike(ctx, found?.others ?? []);
}
