import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { countKnowledge } from './progress.sql.ts';

/** The organization's knowledge in numbers. */
export interface KnowledgeStatus {
  readonly documents: number;
  readonly chunks: number;
  readonly pending: number;
  readonly failed: number;
}

/** How much there is, and how far it is, as far as the caller may read it. */
export async function getKnowledgeStatus(ctx: Context): Promise<KnowledgeStatus> {
  const organizationId = requireKnowledgeReader(ctx.session);
  return ctx.db.read((tx) => countKnowledge(tx, organizationId));
}
