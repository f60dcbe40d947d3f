import { newId } from '@prism/db/newId';
import type { TenantDb, Tx } from '@prism/queue/tenantDb';

import type { Claim, Try } from './delivery.ts';
import {
  disableEndpoint,
  insertAttempts,
  saveHealth,
  settle,
  type EndpointHealth,
  type Settlement,
} from './record.sql.ts';
import { requireTenant } from '../requireTenant.ts';
import { decide, type Result } from './retryPolicy.ts';

/** What became of a message that was taken. */
export type Ended = {
  readonly claim: Claim;
  /** Every try of this attempt, in order; none when nothing was tried. */
  readonly tries: readonly Try[];
  readonly result: Result;
  /** Whether no message to this endpoint will ever help. */
  readonly disable?: boolean;
};

/** What was written about a message. `superseded`: somebody else had taken it, or it was cancelled, so nothing was. */
export type Recorded = { readonly id: string; readonly status: Settlement['verdict']['status'] | 'SUPERSEDED' };

/**
 * Records what became of messages, in one transaction: every try, what follows for each message, how the endpoints behaved. A
 * sender that was too slow and has been replaced changes nothing but the log of tries. An endpoint that is gone is disabled, and
 * its owner is told.
 */
export async function recordOutcomes(db: TenantDb, ended: readonly Ended[]): Promise<Recorded[]> {
  const organizationId = requireTenant(db);
  const attempts = ended.flatMap(({ claim, tries }) =>
    tries.map((one) => ({ ...one, id: newId(), deliveryId: claim.id, number: claim.attempt })),
  );
  const settlements = ended.map(({ claim, result }) => ({
    ...{ id: claim.id, attempt: claim.attempt },
    verdict: decide(result, claim.round, Math.random()),
  }));
  return db.transact(async (tx) => {
    const [, settled] = await Promise.all([
      insertAttempts(tx, organizationId, attempts),
      settle(tx, organizationId, settlements),
      saveHealth(tx, organizationId, healthOf(ended)),
    ]);
    for (const { endpointId, reason } of gone(ended)) await disable(tx, { organizationId, endpointId, reason });
    const counted = new Set(settled);
    return settlements.map(({ id, verdict }) => ({ id, status: counted.has(id) ? verdict.status : 'SUPERSEDED' }));
  });
}

/** How each endpoint behaved over these messages. An answer is an answer, also one that says no. */
function healthOf(ended: readonly Ended[]): EndpointHealth[] {
  const health = new Map<string, EndpointHealth>();
  for (const { claim, result, tries } of ended) {
    const { endpointId: id } = claim;
    if (id === null || tries.length === 0) continue;
    const before = health.get(id) ?? { id, answered: false, failures: 0, retryAfter: 0 };
    const after =
      result.outcome === 'RETRY'
        ? {
            ...before,
            failures: before.failures + 1,
            retryAfter: Math.max(before.retryAfter, result.retryAfter ?? 0),
          }
        : { ...before, answered: true, failures: 0 };
    health.set(id, after);
  }
  return [...health.values()];
}

function gone(ended: readonly Ended[]): { endpointId: string; reason: string }[] {
  const reasons = new Map<string, string>();
  for (const { claim, result, disable: forGood } of ended) {
    if (forGood && claim.endpointId !== null && 'detail' in result) reasons.set(claim.endpointId, result.detail);
  }
  return [...reasons].map(([endpointId, reason]) => ({ endpointId, reason }));
}

async function disable(
  tx: Tx,
  { organizationId, endpointId, reason }: { organizationId: string; endpointId: string; reason: string },
): Promise<void> {
  const disabled = await disableEndpoint(tx, organizationId, { id: endpointId, reason });
  if (disabled) await tx.emit({ name: 'endpoint.disabled', payload: { endpointId, ...disabled, reason } });
}
