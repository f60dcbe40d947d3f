import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { deleteAlert, expirePaused, insertAlert, listOverdue, type Overdue } from './backlog.sql.ts';
import { requireTenant } from '../requireTenant.ts';

/** From when on administrators are told: so many rows overdue, or one overdue for so long. */
export type BacklogLimits = { readonly rows: number; readonly seconds: number };

/** What one organization has overdue, by all channels. */
export type Backlog = {
  readonly organizationId: string;
  readonly alerted: boolean;
  readonly waiting: number;
  readonly ageSeconds: number;
};

/** A moment in which a message that is just being handed out is not late. */
const graceSeconds = 2;
/** Rows counted of one organization: beyond it is enough to know that there are more. */
const countedRows = 10_000;
/** How long messages wait for an endpoint that does not answer, in seconds: as long as all attempts of one together, and a half. */
const patience = 36 * 3_600;
const expiredAtOnce = 1_000;

/** What is overdue now in all organizations, by channel; at most 10,000 rows of each organization are counted. */
export function readOverdue(pool: Pool): Promise<Overdue[]> {
  return withReadTransaction(pool, { role: 'prism_notifications', byClock: true }, (db) =>
    listOverdue(db, { graceSeconds, most: countedRows }),
  );
}

/** What {@link readOverdue} found, for each organization. */
export function backlogsOf(overdue: readonly Overdue[]): Backlog[] {
  const backlogs = new Map<string, Backlog>();
  for (const { organizationId, alerted, waiting, ageSeconds } of overdue) {
    const before = backlogs.get(organizationId) ?? { organizationId, alerted, waiting: 0, ageSeconds: 0 };
    backlogs.set(organizationId, {
      ...before,
      waiting: before.waiting + waiting,
      ageSeconds: Math.max(before.ageSeconds, ageSeconds),
    });
  }
  return [...backlogs.values()];
}

/**
 * Tells the administrators of an organization when its backlog passes a limit, once: again only after it has shrunk below half of
 * both limits, which is an event of its own. Any number of processes may watch. Also gives up what has waited too long for an
 * endpoint that does not answer.
 */
export async function watchBacklog(
  db: TenantDb,
  backlog: Backlog,
  limits: BacklogLimits,
): Promise<'raised' | 'cleared' | 'unchanged'> {
  const organizationId = requireTenant(db);
  const { waiting, ageSeconds, alerted } = backlog;
  if (waiting > 0)
    await db.transact((tx) => expirePaused(tx, organizationId, { seconds: patience, most: expiredAtOnce }));
  if (!alerted && (waiting >= limits.rows || ageSeconds >= limits.seconds)) return raise(db, backlog);
  if (alerted && waiting * 2 <= limits.rows && ageSeconds * 2 <= limits.seconds) return clear(db);
  return 'unchanged';
}

async function raise(db: TenantDb, { waiting, ageSeconds }: Backlog): Promise<'raised' | 'unchanged'> {
  return db.transact(async (tx) => {
    if (!(await insertAlert(tx, requireTenant(db)))) return 'unchanged';
    const oldestMinutes = Math.floor(ageSeconds / 60);
    await tx.emit({ name: 'delivery.backlogged', payload: { waiting, oldestMinutes } });
    return 'raised';
  });
}

async function clear(db: TenantDb): Promise<'cleared' | 'unchanged'> {
  return db.transact(async (tx) => {
    if (!(await deleteAlert(tx, requireTenant(db)))) return 'unchanged';
    await tx.emit({ name: 'delivery.recovered', payload: {} });
    return 'cleared';
  });
}
