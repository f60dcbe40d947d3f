import { z } from 'zod';
import { eventSchemas } from './events.ts';

const oneOf = <N extends keyof typeof eventSchemas>(name: N) =>
  z.object({ name: z.literal(name), payload: eventSchemas[name] });

/** Events as the jobs that consume them carry them. */
const notifiable = z.discriminatedUnion('name', [
  oneOf('task.assigned'),
  oneOf('task.mentioned'),
  oneOf('task.finished'),
  oneOf('document.ready'),
  oneOf('document.failed'),
  oneOf('crawl.finished'),
  oneOf('announcement.published'),
  oneOf('endpoint.disabled'),
  oneOf('delivery.backlogged'),
]);

const measurable = z.discriminatedUnion('name', [
  oneOf('task.created'),
  oneOf('task.finished'),
  oneOf('document.added'),
  oneOf('document.ready'),
  oneOf('document.failed'),
]);

/**
 * Requested work, by name: the payload's schema and how often it is tried (exponential backoff from `backoffMs`, with
 * jitter). Each job has a queue of its own name, so that one kind never waits behind another.
 */
export const jobDefinitions = {
  indexDocument: { payload: z.object({ documentId: z.uuid(), version: z.int() }), attempts: 5, backoffMs: 500 },
  /**
   * One page of a crawl: the next one is asked for when it is settled. `way` is how far redirects had led when it was put behind
   * others: the addresses asked so far, and the one to ask now.
   */
  crawlPage: {
    payload: z.object({ crawlId: z.uuid(), pageId: z.uuid(), way: z.array(z.string()).min(1).optional() }),
    ...{ attempts: 3, backoffMs: 2_000 },
  },
  fanOutNotification: { payload: notifiable, attempts: 10, backoffMs: 500 },
  /** What is left of a large audience, from after one person on: a queue of its own, so that few never wait behind many. */
  fanOutAudience: {
    payload: z.object({ event: notifiable, noticeId: z.uuid(), after: z.uuid() }),
    ...{ attempts: 10, backoffMs: 500 },
  },
  runEvaluation: { payload: z.object({ runId: z.uuid() }), attempts: 5, backoffMs: 1_000 },
  /** Takes what notifications say of something deleted out of them. */
  forgetSubject: { payload: oneOf('document.deleted'), attempts: 10, backoffMs: 500 },
  recordMetric: { payload: measurable, attempts: 10, backoffMs: 1_000 },
} as const;

/** The name of a kind of work, one of {@link jobDefinitions}; also that of its queue. */
export type JobName = keyof typeof jobDefinitions;

/** What a job of that name carries, once its schema has accepted it. */
export type JobPayload<N extends JobName> = z.infer<(typeof jobDefinitions)[N]['payload']>;

/** Work that is requested by name, in the organization of the transaction that records it. */
export type PrismJob = { [N in JobName]: { name: N; payload: JobPayload<N> } }[JobName];
