import { z } from 'zod';

/** By which channels a notification reaches a person. */
export type Channels = {
  readonly inApp: boolean;
  readonly email: boolean;
  readonly webhook: boolean;
  readonly slack: boolean;
  readonly webPush: boolean;
};

/** Whether what goes by email is sent one by one or collected. */
export const digests = ['NONE', 'HOURLY', 'DAILY'] as const;

/** One of {@link digests}. */
export type Digest = (typeof digests)[number];

/** How a kind is delivered to whoever chose nothing, and how much of it at most. */
type KindDefinition<S extends z.ZodObject> = {
  /** What its texts are made of. */
  readonly payload: S;
  readonly channels: Channels;
  readonly digest: Digest;
  /** Urgent ones wait for nothing: no quiet hours, no digest, no throttling. */
  readonly urgent: boolean | ((facts: z.output<S>) => boolean);
  /** Beyond so many messages to one person by one channel in so many minutes, further ones come as one, each hour. */
  readonly throttle: Throttle | null;
};

/** How many messages of a kind one person gets by one channel, in a window that slides. */
export type Throttle = { readonly limit: number; readonly minutes: number };

// Whoever sets up an endpoint wants it used; email has to be asked for.
const usual: Channels = { inApp: true, email: false, webhook: true, slack: true, webPush: true };
const hourly: Throttle = { limit: 20, minutes: 60 };

const task = z.object({ actor: z.string().nullable(), task: z.string() });

/**
 * Every kind and how it is delivered; what it says is in `texts/`, one file a language. An entry here that a language lacks does
 * not compile. `actor` is the name of who did it, null when an API key did.
 */
const kinds = {
  TASK_ASSIGNED: define({ payload: task, channels: usual, digest: 'NONE', urgent: false, throttle: hourly }),
  TASK_MENTIONED: define({ payload: task, channels: usual, digest: 'NONE', urgent: false, throttle: hourly }),
  TASK_FINISHED: define({ payload: task, channels: usual, digest: 'NONE', urgent: false, throttle: hourly }),
  DOCUMENT_READY: define({
    payload: z.object({ document: z.string() }),
    ...{ channels: usual, digest: 'NONE', urgent: false, throttle: hourly },
  }),
  DOCUMENT_FAILED: define({
    payload: z.object({ document: z.string(), reason: z.string().nullable() }),
    ...{ channels: usual, digest: 'NONE', urgent: false, throttle: hourly },
  }),
  CRAWL_FINISHED: define({
    payload: z.object({ site: z.string(), stored: z.int().nonnegative(), failed: z.int().nonnegative() }),
    ...{ channels: usual, digest: 'NONE', urgent: false, throttle: hourly },
  }),
  CRAWL_FAILED: define({
    payload: z.object({ site: z.string(), reason: z.string().nullable() }),
    ...{ channels: usual, digest: 'NONE', urgent: false, throttle: hourly },
  }),
  ANNOUNCEMENT: define({
    payload: z.object({ title: z.string(), body: z.string().nullable(), urgent: z.boolean() }),
    channels: usual,
    digest: 'NONE',
    urgent: ({ urgent }) => urgent,
    throttle: null,
  }),
  ENDPOINT_DISABLED: define({
    payload: z.object({ channel: z.string(), label: z.string(), reason: z.string() }),
    ...{ channels: usual, digest: 'NONE', urgent: false, throttle: hourly },
  }),
  DELIVERY_BACKLOG: define({
    payload: z.object({ waiting: z.int().nonnegative(), oldestMinutes: z.int().nonnegative() }),
    ...{ channels: usual, digest: 'NONE', urgent: true, throttle: null },
  }),
} as const;

/** Why somebody is notified. */
export type Kind = keyof typeof kinds;

/** What the texts of a kind are made of. */
export type Facts<K extends Kind = Kind> = z.output<(typeof kinds)[K]['payload']>;

/** The names of all kinds, in the order in which a person sees them. */
export const kindNames = Object.keys(kinds) as readonly Kind[];

/** Whether a text names a kind. */
export function isKind(value: string): value is Kind {
  return Object.hasOwn(kinds, value);
}

/** The channels of a kind for a person who chose nothing, in an organization that chose nothing. */
export function defaultChannels(kind: Kind): Channels {
  return kinds[kind].channels;
}

/** Whether a kind's emails are collected for a person who chose nothing, in an organization that chose nothing. */
export function defaultDigest(kind: Kind): Digest {
  return kinds[kind].digest;
}

/** How much of a kind one person gets one by one; null for any number. */
export function throttleOf(kind: Kind): Throttle | null {
  return kinds[kind].throttle;
}

/** The facts as the kind's schema has them, and whether they are urgent. Throws a ZodError on what it does not accept. */
export function readFacts<K extends Kind>(
  kind: K,
  facts: unknown,
): { readonly facts: Facts<K>; readonly urgent: boolean } {
  // Which entry belongs to K is known to the mapped type, and lost to the compiler where K is still open.
  const { payload, urgent } = kinds[kind] as unknown as KindDefinition<z.ZodObject>;
  const parsed = payload.parse(facts);
  return { facts: parsed as Facts<K>, urgent: typeof urgent === 'function' ? urgent(parsed) : urgent };
}

function define<S extends z.ZodObject>(definition: KindDefinition<S>): KindDefinition<S> {
  return definition;
}
