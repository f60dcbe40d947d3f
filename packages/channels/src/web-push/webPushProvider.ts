import webPush from 'web-push';

import type { Endpoint, Message, Provider } from '../channel.ts';
import { cut } from '../cut.ts';
import { createHttpProvider, judgeByStatus, type Posting, type ProviderParts } from '../httpProvider.ts';

/** The key pair that push services know Prism by, in base64url, and whom they turn to (`mailto:…`). */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string; readonly subject: string };

/** How long a push service keeps what a device that is off has not taken, in seconds. */
const keepSeconds = 86_400;
// 4,096 bytes are what every push service takes (RFC 8030, 7.2); encryption adds 103 (RFC 8291, 4).
const maxPayloadBytes = 3_993;
const titleCharacters = 200;

/** Web Push (RFC 8030), encrypted for the browser alone (RFC 8291) and signed by VAPID (RFC 8292). */
export function createWebPushProvider(parts: ProviderParts, vapid: VapidKeys): Provider {
  return createHttpProvider(parts, {
    name: 'web-push',
    write: (message, endpoint) => {
      try {
        return encrypted(message, endpoint, vapid);
      } catch {
        // What the library says quotes the keys.
        return 'The subscription has no keys that can be used.';
      }
    },
    judge: ({ status }) => (status === 404 || status === 410 ? 'DISABLE' : judgeByStatus(status)),
  });
}

function encrypted(message: Message, { url, keys }: Endpoint, vapidDetails: VapidKeys): Posting {
  const subscription = { endpoint: url, keys: { p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' } };
  const { headers, body } = webPush.generateRequestDetails(subscription, pushPayload(message), {
    vapidDetails,
    TTL: keepSeconds,
    urgency: message.items.some(({ urgent }) => urgent) ? 'high' : 'normal',
    // What is sent twice replaces what was not taken yet, so that a device that was off shows it once.
    topic: message.id.replaceAll('-', '').slice(0, 32),
    contentEncoding: 'aes128gcm',
  });
  const { 'Content-Length': _length, ...rest } = headers as Record<string, unknown>;
  return {
    headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    body,
  };
}

/** What the service worker of the application is given; the body is cut so that all of it fits. */
function pushPayload(message: Message): string {
  const [{ kind, title, body, urgent, subject, createdAt }] = message.items;
  const write = (shownBody: string | null) =>
    JSON.stringify({
      id: message.id,
      kind,
      title: cut(title, titleCharacters),
      body: shownBody,
      urgent,
      subject,
      createdAt: createdAt.toISOString(),
      count: message.items.length,
    });
  let text = write(body);
  for (let kept = body?.length ?? 0; Buffer.byteLength(text) > maxPayloadBytes && kept > 0;) {
    // A UTF-16 unit takes six bytes at most (`\u0001`): this much too many at least.
    kept = Math.max(0, kept - Math.ceil((Buffer.byteLength(text) - maxPayloadBytes) / 6));
    text = write(cut(body ?? '', kept));
  }
  return text;
}
