import { readEnv } from '@prism/config/env';
import { httpUrl, secretsKeys, subgraphEnv } from '@prism/config/fragments';
import { channelsEnv } from '@prism/channels/channelsEnv';
import { outboundEnv } from '@prism/net/outboundEnv';

/** The environment of a notifications process. */
export const env = readEnv({
  ...subgraphEnv(4004),
  ORGANIZATIONS_URL: httpUrl,
  KNOWLEDGE_URL: httpUrl,
  TASKS_URL: httpUrl,
  SECRETS_KEY: secretsKeys,
  VAPID_PUBLIC_KEY: channelsEnv.VAPID_PUBLIC_KEY,
  ...outboundEnv,
});
