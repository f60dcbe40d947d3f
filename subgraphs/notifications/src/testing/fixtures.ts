import { lockName } from '@prism/db/lockName';
import { newId } from '@prism/db/newId';
import type { Pool } from '@prism/db/pool';
import type { Queryable } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';

import { composeNotice } from '../notification/composeNotice.ts';
import { deliverNotice } from '../notification/deliverNotice.ts';
import type { Texts } from '../notification/locales.ts';
import type { Notice } from '../notification/notification.ts';

/** The database as this subgraph's workers see it. */
export function workerDb(parts: { pool: Pool; topics: LiveTopics }, organizationId: string): TenantDb {
  return createTenantDb(parts, { role: 'prism_notifications', organizationId });
}

/** A notice about a task that nobody else knows. */
export function noticeOf(overrides: Partial<Notice> = {}): Notice {
  return {
    ...composeNotice({
      ...{ id: newId(), kind: 'TASK_ASSIGNED', facts: { actor: 'Ada Lovelace', task: 'Fix the gauge' } },
      ...{ actorId: newId(), subject: { type: 'Task', id: newId() } },
    }),
    ...overrides,
  };
}

/** Delivers a notice as a job would that nobody else runs. */
export function deliver(
  parts: { readonly db: TenantDb; readonly topics: LiveTopics },
  recipientIds: readonly string[],
  overrides: Partial<Notice> = {},
): Promise<number> {
  return deliverNotice(parts, noticeOf(overrides), { batches: [recipientIds], done: () => Promise.resolve(true) });
}

/** What marks the job of a notice as done when several run it at once: they wait for each other there, as for the job's own row. */
export const doneInTurn =
  ({ id }: Notice) =>
  async (tx: Queryable) => {
    await lockName(tx, `test:${id}`);
    return true;
  };

/** A text without a body, the same in every language. */
export function said(title: string): Texts {
  const text = { title, body: null };
  return { en: text, de: text, fr: text };
}
