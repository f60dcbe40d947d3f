import type { PrismEvent } from '@prism/contracts/events';
import type { PrismJob } from '@prism/contracts/jobs';
import type { Pool } from '@prism/db/pool';
import { withReadTransaction, withTransaction, type Queryable, type Scope } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';

import { enqueueJobs, jobsOfEvent } from './outbox.sql.ts';

/** A transaction that can also record facts and ask for work. Both are rows of it: they exist if and only if it commits. */
export type Tx = Queryable & {
  /**
   * Records facts, each for every job that `routes` names. One statement, however many there are. Throws a ZodError on a
   * payload that is not the event's.
   */
  emit(...events: readonly PrismEvent[]): Promise<void>;
  /** Asks for jobs. One statement, however many there are. Throws a ZodError on a payload that is not the job's. */
  enqueue(...jobs: readonly PrismJob[]): Promise<void>;
};

/** The database as one organization and user see it, under one subgraph's role. */
export type TenantDb = {
  readonly organizationId: string | null;
  readonly userId: string | null;
  /** One short transaction that can write nothing. */
  read<T>(run: (db: Queryable) => Promise<T>): Promise<T>;
  /**
   * One short transaction. `run` may run more than once (deadlock, serialization failure): no effects outside of `tx`, and
   * no network call. When it emitted or enqueued something, the relay is woken after the commit.
   */
  transact<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
};

/** Binds pool and live topics to a scope. Costs nothing: make one per request or job. */
export function createTenantDb({ pool, topics }: { pool: Pool; topics: LiveTopics }, scope: Scope): TenantDb {
  const organizationId = scope.organizationId ?? null;
  return {
    organizationId,
    userId: scope.userId ?? null,
    read: (run) => withReadTransaction(pool, scope, run),
    async transact(run) {
      const outbox = { written: false };
      const value = await withTransaction(pool, scope, async (db) => {
        outbox.written = false;
        const enqueue = async (jobs: readonly PrismJob[]) => {
          if (organizationId === null)
            throw new Error('Events and jobs belong to an organization; this scope has none.');
          outbox.written ||= jobs.length > 0;
          await enqueueJobs(db, organizationId, jobs);
        };
        return run({
          query: (text, values) => db.query(text, values),
          emit: (...events) => enqueue(events.flatMap(jobsOfEvent)),
          enqueue: (...jobs) => enqueue(jobs),
        });
      });
      // Not awaited: the change stands, and a wake-up that gets lost is made up for by the relay's own polling.
      if (outbox.written) void topics.publish('outbox.written', '*', {});
      return value;
    },
  };
}
