import { startHttpPeer, type HttpPeer } from '@prism/testkit/httpPeer';
import { startSmtpPeer } from '@prism/testkit/smtpPeer';
import { parseEnv } from '@prism/config/env';
import { createLogger } from '@prism/telemetry/logger';
import webPush from 'web-push';
import { z } from 'zod';

import type { ChannelName, Endpoint, Message, Outcome } from '../channel.ts';
import { channelsEnv } from '../channelsEnv.ts';
import { createChannels } from '../createChannels.ts';
import { createSigningSecret } from '../webhook/signingSecret.ts';
import { createPushReceiver } from './readPush.ts';

/** What a peer does to the next messages. */
export type Treatment = 'well' | 'busy' | 'hang' | 'drop' | 'final';

/** A channel with a real peer at its other end. */
export type Adapter = {
  send(message: Message): Promise<Outcome>;
  /** How every message is treated from now on. */
  treat(how: Treatment): void;
  /** The message ids that the peer saw, whatever it did to them. */
  ids(): string[];
  /** What a person would read at the other end, of the last message that came. */
  read(): string;
  reset(): void;
  /** Takes the peer away. */
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** How long an attempt takes at most, in milliseconds. */
const timeoutMs = 10_000;
/** For silence: soon over. */
export const soonMs = 1_000;

const vapid = webPush.generateVAPIDKeys();

/** Channels with the environment of a test: this machine may be called. */
export function openChannels(given: Record<string, string> = {}, limitMs = timeoutMs) {
  const env = parseEnv(
    { NODE_ENV: z.string(), ...channelsEnv },
    {
      NODE_ENV: 'test',
      OUTBOUND_ALLOW: '127.0.0.0/8',
      PUBLIC_URL: 'https://prism.example',
      MAIL_FROM: 'Prism <no-reply@prism.example>',
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      VAPID_SUBJECT: 'mailto:ops@prism.example',
      ...given,
    },
  );
  return createChannels({ env, log: createLogger('test', 'silent'), timeoutMs: limitMs });
}

async function openEmail(limitMs?: number): Promise<Adapter> {
  const peer = await startSmtpPeer();
  const channels = openChannels({ SMTP_URLS: peer.url }, limitMs);
  const treatments = {
    well: null,
    busy: { at: 'RCPT', kind: 'reply', code: 451 },
    final: { at: 'RCPT', kind: 'reply', code: 550 },
    hang: { at: 'DATA', kind: 'hang' },
    drop: { at: 'DATA', kind: 'drop' },
  } as const;
  return {
    send: async (message) => firstOf(channels.EMAIL).send(message, null),
    treat: (how) => {
      peer.misbehaveAlways(treatments[how]);
    },
    ids: () => peer.messages.map(({ email }) => /<(.+)@prism\.example>/.exec(email.messageId ?? '')?.[1] ?? ''),
    read: () => peer.messages.at(-1)?.email.text ?? '',
    reset: peer.reset,
    leave: peer.close,
    close: async () => {
      await channels.close();
      await peer.close();
    },
  };
}

type HttpKind = {
  readonly channel: ChannelName;
  readonly endpoint: Pick<Endpoint, 'keys' | 'secrets'>;
  readonly finalStatus: number;
  readonly idOf: (request: HttpPeer['requests'][number]) => string;
  readonly textOf: (request: HttpPeer['requests'][number]) => string;
};

/** An adapter over HTTP, and its peer to misbehave in more ways. */
export type HttpAdapter = Adapter & {
  readonly peer: HttpPeer;
  sendTo(url: string, message: Message): Promise<Outcome>;
};

async function openHttp(kind: HttpKind, limitMs?: number): Promise<HttpAdapter> {
  const { channel, endpoint, finalStatus, idOf, textOf } = kind;
  const peer = await startHttpPeer();
  const channels = openChannels({}, limitMs);
  const sendTo = (url: string, message: Message) =>
    firstOf(channels[channel]).send(message, { id: 'e', url, ...endpoint });
  const treatments = {
    well: { kind: 'answer', status: 200 },
    busy: { kind: 'answer', status: 503 },
    final: { kind: 'answer', status: finalStatus },
    hang: { kind: 'hang' },
    drop: { kind: 'drop' },
  } as const;
  return {
    peer,
    sendTo,
    send: (message) => sendTo(`${peer.url}/hook?key=secret`, message),
    treat: (how) => {
      peer.behaveAlways(treatments[how]);
    },
    ids: () => peer.requests.map(idOf),
    read: () => peer.requests.slice(-1).map(textOf).join(''),
    reset: peer.reset,
    leave: peer.close,
    close: async () => {
      await channels.close();
      await peer.close();
    },
  };
}

const jsonOf = ({ body }: { readonly body: Buffer }) => JSON.parse(body.toString()) as Record<string, never>;

type Posted = { data: { notifications: { title: string; body: string }[] } };

const openWebhook = (limitMs?: number) =>
  openHttp(
    {
      channel: 'WEBHOOK',
      endpoint: { keys: {}, secrets: [{ scheme: 'v1', secret: createSigningSecret('v1').secret }] },
      finalStatus: 410,
      idOf: ({ headers }) => String(headers['webhook-id']),
      textOf: (request) =>
        (jsonOf(request) as unknown as Posted).data.notifications
          .map(({ title, body }) => `${title}\n${body}`)
          .join('\n'),
    },
    limitMs,
  );

const openSlack = (limitMs?: number) =>
  openHttp(
    {
      channel: 'SLACK',
      endpoint: { keys: {}, secrets: [] },
      finalStatus: 400,
      // Slack has no place for an id: what was posted stands for it.
      idOf: ({ body }) => body.toString(),
      textOf: ({ body }) => body.toString(),
    },
    limitMs,
  );

async function openWebPush(limitMs?: number): Promise<HttpAdapter> {
  const device = createPushReceiver();
  return openHttp(
    {
      channel: 'WEB_PUSH',
      endpoint: { keys: device.keys, secrets: [] },
      finalStatus: 400,
      idOf: ({ body }) => (JSON.parse(device.read(body)) as { id: string }).id,
      textOf: ({ body }) => device.read(body),
    },
    limitMs,
  );
}

/** The channels over HTTP. */
export const httpAdapters = { WEBHOOK: openWebhook, SLACK: openSlack, WEB_PUSH: openWebPush };

/** Every channel: one that is missing does not compile. */
export const adapters = { EMAIL: openEmail, ...httpAdapters } satisfies Record<
  ChannelName,
  (limitMs?: number) => Promise<Adapter>
>;

/** The provider that is tried first. */
export function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('The channel has no provider.');
  return first;
}
