import type { Context } from '../context.ts';
import { readStatistics } from '../indexing/readStatistics.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import type { Space, SpaceState } from './space.ts';
import { selectSpaces } from './space.sql.ts';

/** A model, what its vectors are there for, and the share of the passages that have one. */
export interface EmbeddingModel {
  readonly model: string;
  readonly dimensions: number | null;
  readonly state: SpaceState;
  readonly filled: number;
}

/** The models by which the organization has vectors, the searched one first. */
export async function listModels(ctx: Context): Promise<EmbeddingModel[]> {
  const organizationId = requireKnowledgeReader(ctx.session);
  return ctx.db.read(async (tx) => {
    const spaces = await selectSpaces(tx, organizationId);
    const { chunks } = await readStatistics(tx, organizationId);
    return spaces.map((space) => ({ ...space, filled: shareOf(space, chunks) }));
  });
}

function shareOf({ state, filledChunks }: Space, chunks: number): number {
  return state === 'FILLING' && chunks > 0 ? Math.min(1, filledChunks / chunks) : 1;
}
