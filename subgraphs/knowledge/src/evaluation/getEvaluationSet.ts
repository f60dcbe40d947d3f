import type { Queryable } from '@prism/db/transaction';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import type { EvaluationSet } from './evaluation.ts';
import { lockSet, selectSet } from './evaluationSet.sql.ts';

/** A set of the organization, or NOT_FOUND. */
export async function getEvaluationSet(ctx: Context, { id }: { readonly id: string }): Promise<EvaluationSet> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const set = isId(id) ? await ctx.db.read((tx) => selectSet(tx, organizationId, id)) : null;
  if (!set) throw notFound('EvaluationSet');
  return set;
}

/** The same inside a transaction, which nobody else changes the set until the end of. */
export async function lockEvaluationSet(tx: Queryable, organizationId: string, id: string): Promise<EvaluationSet> {
  const set = isId(id) ? await lockSet(tx, organizationId, id) : null;
  if (!set) throw notFound('EvaluationSet');
  return set;
}
