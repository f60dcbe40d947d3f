import type { EventName } from '@prism/contracts/events';
import type { Queryable } from '@prism/db/transaction';
import { insertEvents } from './event.sql.ts';
import { newEvent } from './event.ts';

/** Something that happened in Prism, to be counted under its own name. */
export interface Fact {
  readonly organizationId: string;
  readonly name: EventName;
  readonly at: Date;
  /** Counted once, however often it is recorded. */
  readonly idempotencyKey: string;
}

/** Counts a fact in the transaction of the job that carries it. */
export async function recordFact(tx: Queryable, { organizationId, ...fact }: Fact): Promise<void> {
  await insertEvents(tx, organizationId, [newEvent({ ...fact, value: null, properties: null })]);
}
