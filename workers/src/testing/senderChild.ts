// A sender of its own process, for whoever wants to kill one: `senderChild.ts '{"url": …, "redis": …, "peer": …}'`.
import { createPool } from '@prism/db/pool';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { createLogger } from '@prism/telemetry/logger';

import { startDispatcher } from '../deliveries/dispatcher.ts';
import { httpProvider, readPlainEndpoints } from './deliveryWorld.ts';

const { url, peer, leaseMs } = JSON.parse(process.argv[2] ?? '') as { url: string; peer: string; leaseMs: number };
const log = createLogger('sender', 'fatal');
const mail = [httpProvider('mail', peer)];
startDispatcher(
  {
    ...{ pool: createPool({ connectionString: url, max: 5, name: 'sender' }), topics: createMemoryTopics(), log },
    ...{ readEndpoints: readPlainEndpoints, unsubscribeUrl: () => null },
    channels: {
      EMAIL: mail,
      WEBHOOK: [httpProvider('webhook')],
      SLACK: [],
      WEB_PUSH: [],
      close: () => Promise.resolve(),
    },
  },
  { pollMs: 20, leaseMs },
);
