import type { Queryable } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb, Tx } from '@prism/queue/tenantDb';

import { requireTenant } from '../requireTenant.ts';
import { fanOut, insertNotice, lockBatch, type FannedOut, type Scoped } from './fanOut.sql.ts';
import { wakeInboxes } from './inboxWakeUps.ts';
import type { Notice } from './notification.ts';

/** People told in one transaction: large enough to be quick, small enough that no inbox is locked for long. */
export const batchSize = 1_000;

/** To whom a notice goes, and what marks its job as done. */
export type Delivery = {
  /** Ids of members in ascending order, each at most once, in batches of up to `batchSize`. */
  readonly batches: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  /** Called in the transaction of the last batch; false when another run was through: then nothing is written. */
  readonly done: (tx: Queryable) => Promise<boolean>;
  /** How many batches at most; the rest is for whoever `goOn` asks. Any number unless given. */
  readonly atMost?: number;
  /** Called in the transaction of the last batch when there are further ones, with the last person of this one. */
  readonly goOn?: (tx: Tx, after: string) => Promise<void>;
};

type Deps = { readonly db: TenantDb; readonly topics: LiveTopics };

/** Batches of one notice at once: while Postgres writes one, the next is prepared and sent. */
const parallel = 2;

/**
 * Tells people a notice, batch by batch, each in a transaction of its own: a place in the inbox and what leaves Prism. After
 * each commit it wakes those who listen. A run that dies is simply run again: who has the notice already is left out, so
 * everybody gets it once. Returns how many inboxes got it from this run.
 */
export async function deliverNotice({ db, topics }: Deps, notice: Notice, delivery: Delivery): Promise<number> {
  const organizationId = requireTenant(db);
  const scope = { organizationId, notice };
  let delivered = 0;
  const deliver = async (write: (tx: Tx) => Promise<FannedOut>) => {
    const { placed, messages } = await db.transact(write);
    delivered += placed.length;
    wakeInboxes(topics, organizationId, placed);
    if (messages > 0) void topics.publish('delivery.due', '*', {});
  };
  const inner = createLanes(parallel);
  try {
    for await (const { batch, place } of inTurn(delivery)) {
      if (place === 'inner') await inner.run(() => deliver((tx) => tellLocked(tx, scope, batch)));
      else {
        await inner.idle();
        await deliver((tx) => finish(tx, scope, { batch, isCut: place === 'cut', delivery }));
        break;
      }
    }
  } finally {
    await inner.idle();
  }
  return delivered;
}

/** The last batch of a run, with which the job is done, and its continuation asked for if there is one. */
async function finish(
  tx: Tx,
  scope: Scoped,
  { batch, isCut, delivery }: { batch: readonly string[]; isCut: boolean; delivery: Delivery },
): Promise<FannedOut> {
  if (!(await delivery.done(tx))) return { placed: [], messages: 0 };
  const last = batch.at(-1);
  if (isCut && last !== undefined) await delivery.goOn?.(tx, last);
  return tell(tx, scope, batch);
}

async function tell(tx: Queryable, scope: Scoped, batch: readonly string[]): Promise<FannedOut> {
  // Asked at once: the second goes out without waiting for the first's answer.
  const [organizations, { placed, messages }] = await Promise.all([
    insertNotice(tx, scope, { isForSomebody: batch.length > 0 }),
    fanOut(tx, scope, batch),
  ]);
  return { placed, messages: messages + organizations };
}

/** Two runs of one job that meet here see what the other has written; those of a last batch wait for each other in `done`. */
async function tellLocked(tx: Queryable, scope: Scoped, batch: readonly string[]): Promise<FannedOut> {
  await lockBatch(tx, scope.notice.id, batch[0] ?? '');
  return tell(tx, scope, batch);
}

/** Work that runs beside what started it, a few at once. */
function createLanes(most: number) {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const check = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    /** Resolves once the work has begun. Rejects with what earlier work failed with. */
    async run(work: () => Promise<void>): Promise<void> {
      while (running.size >= most) await Promise.race(running);
      check();
      const one = work()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
    },
    /** Resolves once nothing runs. Rejects with what work failed with. */
    async idle(): Promise<void> {
      await Promise.all(running);
      check();
    },
  };
}

type Turn = { readonly batch: readonly string[]; readonly place: 'inner' | 'cut' | 'last' };

/** Batches with their place, which is known only once the next one is: one is held back. At least one, which may be empty. */
async function* inTurn({ batches, atMost = Infinity }: Delivery): AsyncGenerator<Turn, void, void> {
  let held: readonly string[] | null = null;
  let turns = 0;
  for await (const batch of batches) {
    if (held !== null) yield { batch: held, place: (turns += 1) < atMost ? 'inner' : 'cut' };
    held = batch;
  }
  yield { batch: held ?? [], place: 'last' };
}
