import type { Queryable } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb, Tx } from '@prism/queue/tenantDb';

import { fanOut, insertNotice, lockNotice, type FannedOut, type Scoped } from './fanOut.sql.ts';
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

/**
 * Tells people a notice, batch by batch, each in a transaction of its own: a place in the inbox and what leaves Prism. After
 * each commit it wakes those who listen. A run that dies is simply run again: who has the notice already is left out, so
 * everybody gets it once. Returns how many inboxes got it from this run.
 */
export async function deliverNotice({ db, topics }: Deps, notice: Notice, delivery: Delivery): Promise<number> {
  const { organizationId } = db;
  if (organizationId === null) throw new Error('Notifications belong to an organization; this scope has none.');
  const scope = { organizationId, notice };
  let delivered = 0;
  const deliver = async (write: (tx: Tx) => Promise<FannedOut>) => {
    const { placed, messages } = await db.transact(write);
    delivered += placed.length;
    wakeInboxes(topics, organizationId, placed);
    if (messages > 0) void topics.publish('delivery.due', '*', {});
  };
  let several = false;
  for await (const { batch, place } of inTurn(delivery)) {
    // The lock makes runs of one job that meet here see what the other has written. A run of one batch needs none: it waits for
    // the other in `done`, which lets one of them through.
    const isLocked = several || place !== 'last';
    several = true;
    if (place === 'inner') await deliver((tx) => tell(tx, scope, { batch, isLocked }));
    else {
      await deliver(async (tx) => {
        if (!(await delivery.done(tx))) return { placed: [], messages: 0 };
        const last = batch.at(-1);
        if (place === 'cut' && last !== undefined) await delivery.goOn?.(tx, last);
        return tell(tx, scope, { batch, isLocked });
      });
      break;
    }
  }
  return delivered;
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

async function tell(
  tx: Queryable,
  scope: Scoped,
  { batch, isLocked }: { readonly batch: readonly string[]; readonly isLocked: boolean },
): Promise<FannedOut> {
  if (isLocked) await lockNotice(tx, scope.notice.id);
  const organizations = await insertNotice(tx, scope, { isForSomebody: batch.length > 0 });
  const { placed, messages } = await fanOut(tx, scope, batch);
  return { placed, messages: messages + organizations };
}
