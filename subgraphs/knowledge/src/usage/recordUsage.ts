import type { TokenUsage } from '@prism/ai/chat';
import type { Ai } from '@prism/ai/createAi';
import { costOf } from '@prism/ai/prices';
import type { Queryable } from '@prism/db/transaction';

import type { UsageKind } from './usage.ts';
import { addUsage } from './usage.sql.ts';

/** Calls of one model that were answered. */
export interface AnsweredCalls extends TokenUsage {
  readonly model: string;
  readonly kind: UsageKind;
  readonly calls: number;
}

/**
 * Counts what was asked of a provider, with what it cost by the prices of now. Offline models are not counted. Some rerankers tell of
 * no tokens: their calls are counted, without a cost.
 */
export async function recordUsage(
  tx: Queryable,
  organizationId: string,
  { prices }: Pick<Ai, 'prices'>,
  { model, kind, calls, ...tokens }: AnsweredCalls,
): Promise<void> {
  const counted = tokens.inputTokens + tokens.outputTokens > 0;
  if (model.startsWith('offline-') || !(counted || kind === 'RERANK')) return;
  const cost = counted ? costOf(model, tokens, prices) : null;
  await addUsage(tx, organizationId, { ...{ model, kind, calls, cost }, ...tokens });
}
