import { upstreamUnavailable } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { openValueStream } from '@prism/pubsub/valueStream';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectProgress } from './progress.sql.ts';
import type { IngestionProgress, ProgressOf } from './progress.ts';

/** Changes that come within this time are told as one, in ms. */
const gatherMs = 250;

const ids = z.array(z.string()).min(1, 'must hold an id').max(1_000, 'must hold at most 1,000 ids').nullish();

/** What a client asks to watch; nothing said is everything. */
export interface ProgressFilter {
  readonly batchId?: string | null | undefined;
  readonly documentIds?: readonly string[] | null | undefined;
}

/** How far documents are, now and whenever that changes. An id that is unknown or hidden counts nowhere. */
export async function followProgress(
  ctx: Context,
  { filter }: { readonly filter?: ProgressFilter | null | undefined },
): Promise<AsyncGenerator<IngestionProgress, void, void>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const of = readProgressOf(filter ?? {});
  const { topics, db, log, pollMs } = ctx;
  return openValueStream({
    topics,
    log,
    pollMs,
    gatherMs,
    listen: (changed) =>
      topics.subscribe('ingestion.changed', organizationId, () => {
        changed();
      }),
    read: async () => ({ ...(await db.read((tx) => selectProgress(tx, organizationId, of))), of }),
    same: isSame,
    unavailable: (cause) => upstreamUnavailable('The progress cannot be read. Subscribe again.', { cause }),
  });
}

function readProgressOf({ batchId, documentIds }: ProgressFilter): ProgressOf {
  const wanted = parseInput(ids, documentIds, 'filter.documentIds') ?? null;
  // No document is in a batch with a malformed id, nor in that of zeros, under which the whole organization is counted.
  const nowhere = batchId != null && (!isId(batchId) || /^[0-]*$/.test(batchId));
  return { batchId: nowhere ? null : (batchId ?? null), documentIds: nowhere ? [] : (wanted?.filter(isId) ?? null) };
}

function isSame(one: IngestionProgress, other: IngestionProgress): boolean {
  return (['documents', 'ready', 'failed', 'chunks', 'chunksDone'] as const).every((key) => one[key] === other[key]);
}
