import { createOutbound } from '@prism/net/outbound';
import { outboundRules } from '@prism/net/outboundEnv';
import type { Logger } from '@prism/telemetry/logger';

import type { Channels } from './channel.ts';
import type { ChannelsEnv } from './channelsEnv.ts';
import { createSmtpProvider } from './email/smtpProvider.ts';
import type { ProviderParts } from './httpProvider.ts';
import { createSlackProvider } from './slack/slackProvider.ts';
import { createWebPushProvider, type VapidKeys } from './web-push/webPushProvider.ts';
import { createWebhookProvider } from './webhook/webhookProvider.ts';

/** What the channels are made with. */
export type ChannelsOptions = {
  /** What `channelsEnv` read, and NODE_ENV. */
  readonly env: ChannelsEnv;
  readonly log: Logger;
  /** How long one attempt may take, in milliseconds; 15,000 unless told. */
  readonly timeoutMs?: number;
};

/**
 * Opens all channels. A channel without providers is not configured (no SMTP_URLS, no VAPID keys): nothing can be sent by it.
 * Throws when what is configured is incomplete. The caller closes them once nothing is sent any more.
 */
export function createChannels({ env, log, timeoutMs = 15_000 }: ChannelsOptions): Channels {
  const outbound = createOutbound(outboundRules(env), { connectTimeoutMs: Math.min(timeoutMs, 10_000) });
  const parts: ProviderParts = { outbound, log, timeoutMs };
  const vapid = vapidOf(env);
  const mail = env.SMTP_URLS.map((url) => createSmtpProvider({ url, from: senderOf(env), log, timeoutMs }));
  return {
    EMAIL: mail,
    WEBHOOK: [createWebhookProvider(parts)],
    SLACK: [createSlackProvider(parts)],
    WEB_PUSH: vapid ? [createWebPushProvider(parts, vapid)] : [],
    close: async () => {
      for (const provider of mail) provider.close();
      await outbound.close();
    },
  };
}

function senderOf({ MAIL_FROM, PUBLIC_URL }: ChannelsEnv): string {
  if (MAIL_FROM === undefined || PUBLIC_URL === undefined)
    throw new Error('MAIL_FROM and PUBLIC_URL are required beside SMTP_URLS.');
  return MAIL_FROM;
}

function vapidOf({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT }: ChannelsEnv): VapidKeys | null {
  const given = [VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT];
  if (given.every((value) => value === undefined)) return null;
  if (VAPID_PUBLIC_KEY === undefined || VAPID_PRIVATE_KEY === undefined || VAPID_SUBJECT === undefined)
    throw new Error('VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT belong together: set all or none.');
  return { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY, subject: VAPID_SUBJECT };
}
