import { badUserInput } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import { requireKnowledgeAdmin } from '../knowledge.policy.ts';
import { selectUsage } from './usage.sql.ts';
import type { KnowledgeUsage } from './usage.ts';

const mostDays = 366;
const dayMs = 24 * 60 * 60 * 1_000;

/** What the organization has asked of AI providers, newest day first. */
export async function listUsage(
  ctx: Context,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<readonly KnowledgeUsage[]> {
  const organizationId = requireKnowledgeAdmin(ctx.session);
  if (to < from) throw badUserInput([{ path: 'to', message: 'must not be before from' }]);
  if (to.getTime() - from.getTime() > mostDays * dayMs)
    throw badUserInput([{ path: 'to', message: `must be at most ${String(mostDays)} days after from` }]);
  return ctx.db.read((tx) => selectUsage(tx, organizationId, { from, to }));
}
