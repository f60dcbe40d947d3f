import type { Ai } from '@prism/ai/createAi';
import {
  organizationsPromoting,
  organizationsReembedding,
  promoteSpaces,
  removeRetired,
} from '@prism/knowledge/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';

import { reembed } from '../embeddings/reembed.ts';
import { eachOrganization } from './eachOrganization.ts';
import type { Repeated } from './repeat.ts';

type Parts = Pick<QueueParts, 'pool' | 'topics' | 'log'>;

const tenantOf = (parts: Parts, organizationId: string) =>
  createTenantDb(parts, { role: 'prism_knowledge', organizationId, system: true });

/** Moves the vectors of organizations that have grown large into the graph. Any number of processes may do so. */
export function growGraph(parts: Parts, { everyMs = 5_000 }: { readonly everyMs?: number } = {}): Repeated {
  const { pool, log } = parts;
  return eachOrganization({
    ...{ name: 'growGraph', everyMs, log },
    list: (after, most) => organizationsPromoting(pool, after, most),
    async work(organizationId, isClosed) {
      const promoted = await promoteSpaces(tenantOf(parts, organizationId), isClosed);
      if (promoted > 0) log.info({ organizationId, promoted }, 'vectors moved into the graph');
    },
  });
}

interface ModelOptions {
  readonly everyMs?: number;
  /** For how long the vectors of the old model stay after the switch, for searches that are under way. */
  readonly graceMs?: number;
  /** How long a model that was given up stays so before it is taken up again. */
  readonly restMs?: number;
  /** Chunks that are embedded and stored at once. */
  readonly batch?: number;
}

type ModelParts = Parts & { readonly ai: Pick<Ai, 'embeddings' | 'prices'> };

/** Brings every organization to the configured model, and removes what the one before left. Any number of processes may do so. */
export function changeModel(parts: ModelParts, { everyMs = 5_000, ...options }: ModelOptions = {}): Repeated {
  const { pool, log } = parts;
  const { model } = parts.ai.embeddings;
  return eachOrganization({
    ...{ name: 'changeModel', everyMs, log },
    list: (after, limit) => organizationsReembedding(pool, after, { model, limit }),
    work: (organizationId, isClosed) => changeModelOf(parts, organizationId, { ...options, isClosed }),
  });
}

/** One turn for one organization. */
export async function changeModelOf(
  { ai, ...parts }: ModelParts,
  organizationId: string,
  { graceMs = 300_000, restMs = 900_000, batch, isClosed }: ModelOptions & { readonly isClosed: () => boolean },
): Promise<void> {
  const db = tenantOf(parts, organizationId);
  await removeRetired(db, graceMs, isClosed);
  if (await reembed(db, ai, { restMs, isClosed, batch }))
    parts.log.info({ organizationId, model: ai.embeddings.model }, 'searched by another model from now on');
}
