import type { SecretKeys } from '@prism/auth/secretKeys';
import type { Channels } from '@prism/channels/channel';
import { createEndpointReader, createUnsubscribeUrls } from '@prism/notifications/domain';
import type { QueueParts } from '@prism/queue/relay';

import { startBacklogWatch } from './backlogWatch.ts';
import type { DeliveriesEnv } from './deliveriesEnv.ts';
import { startDispatcher } from './dispatcher.ts';

/** What sending needs; the caller opens it and closes it afterwards. */
export type DeliveriesDeps = {
  readonly channels: Channels;
  /** Opens what endpoints hold and signs links. */
  readonly secretKeys: SecretKeys;
  /** Where people reach the gateway; null when nobody has said: then emails carry no link that ends them. */
  readonly publicUrl: string | null;
  readonly env: DeliveriesEnv;
};

const mostOfAnOrganization = 16;

/** Sends what is due, and watches that it does not become too much. */
export function startDeliveries(
  { pool, topics, log }: Pick<QueueParts, 'pool' | 'topics' | 'log'>,
  { channels, secretKeys, publicUrl, env }: DeliveriesDeps,
  { drainMs }: { readonly drainMs?: number } = {},
): { close(): Promise<void> } {
  const total = env.DELIVERY_CONCURRENCY;
  const perOrganization = Math.min(mostOfAnOrganization, Math.ceil(total / 8));
  const dispatcher = startDispatcher(
    {
      ...{ pool, topics, log, channels, readEndpoints: createEndpointReader(secretKeys) },
      unsubscribeUrl: publicUrl === null ? () => null : createUnsubscribeUrls(secretKeys, publicUrl),
    },
    {
      leaseMs: env.DELIVERY_LEASE_MS,
      limits: { total, perOrganization, perEndpoint: Math.ceil(perOrganization / 4) },
      ...(drainMs !== undefined && { drainMs }),
    },
  );
  const limits = { rows: env.DELIVERY_BACKLOG_ROWS, seconds: env.DELIVERY_BACKLOG_SECONDS };
  const watch = startBacklogWatch({ pool, topics, log }, { limits });
  return {
    async close() {
      await Promise.all([dispatcher.close(), watch.close()]);
    },
  };
}
