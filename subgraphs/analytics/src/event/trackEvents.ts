import { parseInput } from '@prism/errors/parseInput';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { eventInput, trackEventsInput } from './event.input.ts';
import { requireTracker } from './event.policy.ts';
import { insertEvents } from './event.sql.ts';
import { newEvent, type Event } from './event.ts';

export interface RejectedEvent {
  /** In the input, from 0. */
  readonly index: number;
  readonly message: string;
}

export interface TrackedEvents {
  readonly accepted: number;
  readonly rejected: readonly RejectedEvent[];
}

export async function trackEvents(ctx: Context, input: unknown): Promise<TrackedEvents> {
  const organizationId = requireTracker(ctx.session);
  const { accepted, rejected } = judge(parseInput(trackEventsInput, input).events);
  if (accepted.length > 0) await ctx.db.transact((tx) => insertEvents(tx, organizationId, accepted));
  return { accepted: accepted.length, rejected };
}

/** Each event alone: one that is wrong keeps no other out. */
function judge(events: readonly unknown[]): { accepted: Event[]; rejected: RejectedEvent[] } {
  const accepted: Event[] = [];
  const rejected: RejectedEvent[] = [];
  for (const [index, event] of events.entries()) {
    const result = eventInput.safeParse(event);
    if (result.success) accepted.push(newEvent(result.data));
    else rejected.push({ index, message: messageOf(result.error) });
  }
  return { accepted, rejected };
}

function messageOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.') || 'event'}: ${message}`).join('; ');
}
