import type { JobPayload } from '@prism/contracts/jobs';
import type { Happening, Kind } from '@prism/notifications/domain';

import type { Audience } from './audience.ts';
import type { Owners } from './owners.ts';

type Event = JobPayload<'fanOutNotification'>;

/** The names of the events that somebody is notified of. */
export type NotifiableEvent = Event['name'];

/** What an event of this name carries. */
export type PayloadOf<N extends NotifiableEvent> = Extract<Event, { name: N }>['payload'];

/** What is said, and to whom. */
export type Plan = {
  readonly happening: { [K in Kind]: Omit<Happening<K>, 'id'> }[Kind];
  readonly audience: Audience;
};

/** Decides what an event means to whom; null when it means nothing to anybody, or is about something that is gone. */
export type Planner<N extends NotifiableEvent> = (owners: Owners, payload: PayloadOf<N>) => Promise<Plan | null>;
