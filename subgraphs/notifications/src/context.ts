import type { SecretKeys } from '@prism/auth/secretKeys';
import type { Pool } from '@prism/db/pool';
import type { BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { EntityClient } from '@prism/graphql-kit/entityClient';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import { sessionDb } from '@prism/graphql-kit/sessionDb';
import type { OutboundRules } from '@prism/net/outboundRules';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { PresenceStore } from '@prism/pubsub/presence/presence';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Announcement } from './announcement/announcement.ts';
import { createAnnouncementLoader } from './announcement/announcement.loader.ts';
import type { MemberCount } from './announcement/memberCount.ts';
import { createAttemptLoader, createDeliveryLoader, type Grouped } from './delivery/delivery.loader.ts';
import type { Attempt, Delivery } from './delivery/delivery.ts';
import type { InboxReader } from './notification/inboxReader.ts';
import { createEndpointLoader } from './endpoint/endpoint.loader.ts';
import type { StoredEndpoint } from './endpoint/endpoint.ts';
import type { Notification } from './notification/notification.ts';
import { createNotificationLoader } from './notification/notification.loader.ts';
import { createAttentionLoader } from './subject/attention.loader.ts';
import type { Attention } from './subject/subject.ts';

/** What every request in this subgraph shares. */
export interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly entities: EntityClient;
  /** Who is where. */
  readonly presence: PresenceStore;
  readonly countMembers: MemberCount;
  /** What live streams read. */
  readonly inboxes: InboxReader;
  /** How often an idle stream looks for itself, in ms. */
  readonly pollMs: number;
  /** Opens and seals what endpoints hold. */
  readonly secretKeys: SecretKeys;
  /** Which addresses endpoints may have. */
  readonly outbound: OutboundRules;
  /** What browsers subscribe to push messages with; null where nothing is pushed. */
  readonly vapidPublicKey: string | null;
}

/** What a request in this subgraph can use. */
export interface Context extends RequestContext, Omit<Parts, 'pool'> {
  /** Bound to the session's organization and, if it is a person's, to that person. */
  readonly db: TenantDb;
  readonly loaders: {
    readonly announcement: BatchLoader<Announcement>;
    /** Every try, by message. */
    readonly attempts: BatchLoader<Grouped<Attempt>>;
    /** The caller's own, by notification. */
    readonly deliveries: BatchLoader<Grouped<Delivery>>;
    readonly documentAttention: BatchLoader<Attention>;
    readonly endpoint: BatchLoader<StoredEndpoint>;
    readonly notification: BatchLoader<Notification>;
    readonly taskAttention: BatchLoader<Attention>;
  };
}

export function createContext({ pool, ...parts }: Parts, request: RequestContext): Context {
  const db = sessionDb({ pool, topics: parts.topics }, 'prism_notifications', request.session);
  const loaders = {
    announcement: createAnnouncementLoader(db, request.session),
    attempts: createAttemptLoader(db),
    deliveries: createDeliveryLoader(db),
    documentAttention: createAttentionLoader(db, 'Document'),
    endpoint: createEndpointLoader(db, request.session),
    notification: createNotificationLoader(db),
    taskAttention: createAttentionLoader(db, 'Task'),
  };
  return { ...request, ...parts, db, loaders };
}
