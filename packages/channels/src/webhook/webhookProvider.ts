import type { Message, MessageItem, Provider } from '../channel.ts';
import { createHttpProvider, type ProviderParts } from '../httpProvider.ts';
import { signatureHeader } from './signingSecret.ts';

/**
 * Webhooks as Standard Webhooks describes them. 410 disables the endpoint; every other answer outside of 2xx, a redirect among
 * them, is tried again: a receiver that is being mended loses nothing.
 */
export function createWebhookProvider(parts: ProviderParts): Provider {
  return createHttpProvider(parts, {
    name: 'webhook',
    write: (message, { secrets }) => {
      if (secrets.length === 0) return 'The endpoint has no secret to sign with.';
      const body = JSON.stringify(payloadOf(message));
      const timestamp = Math.floor(Date.now() / 1000);
      return {
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Prism-Webhooks/1',
          'webhook-id': message.id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signatureHeader(secrets, { id: message.id, timestamp, body }),
        },
        body,
      };
    },
    judge: ({ status }) => (status === 410 ? 'DISABLE' : 'RETRY'),
  });
}

/** The same in every attempt: nothing in it depends on when it is sent. */
function payloadOf({ items, organizationId, recipient }: Message): unknown {
  const [first] = items;
  const last = items.at(-1) ?? first;
  return {
    type: `notification.${items.length === 1 ? first.kind.toLowerCase() : 'digest'}`,
    timestamp: last.createdAt.toISOString(),
    data: { organizationId, recipientId: recipient?.id ?? null, notifications: items.map(notificationOf) },
  };
}

function notificationOf({ kind, title, body, urgent, actorId, subject, createdAt }: MessageItem): unknown {
  return { kind, title, body, urgent, actorId, subject, createdAt: createdAt.toISOString() };
}
