import { newId } from '@prism/db/newId';

/** A row of analytics.event; its organization is the request's. */
export interface Event {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
  /** What it adds to the metric's sum; null adds nothing. */
  readonly value: number | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
  /** Two events of an organization never have the same one. */
  readonly idempotencyKey: string | null;
}

/** An event with an id of its own. */
export function newEvent(fields: Omit<Event, 'id'>): Event {
  return { ...fields, id: newId() };
}
