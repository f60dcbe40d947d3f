import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '@prism/testkit/apiClient';
import { startHttpPeer } from '@prism/testkit/httpPeer';
import { startSmtpPeer, type SmtpPeer } from '@prism/testkit/smtpPeer';
import { startTcpProxy, type TcpProxy } from '@prism/testkit/tcpProxy';
import { onClose } from '../load/closers.ts';
import { cutting } from './connectionFaults.ts';
import type { Delivered, ExpectedDelivery } from './history.ts';
import type { Organization } from './people.ts';
import { sentIdIn, type Entry } from './sends.ts';
import type { Fault } from './world.ts';

/** What is outside of Prism and gets messages: two SMTP servers and a receiver of webhooks. */
export interface Outside {
  readonly mailPorts: readonly [number, number];
  readonly webhookPort: number;
  /** The next few attempts go wrong, each in another way. */
  misbehave(): void;
  /** From now on every attempt is taken. */
  behave(): void;
  /** Everything that arrived so far, taken or not. */
  deliveries(): Delivered[];
}

const webhookFaults = [
  { kind: 'answer', status: 503 },
  { kind: 'answer', status: 200 },
  { kind: 'drop' },
  { kind: 'answer', status: 200 },
  { kind: 'answer', status: 429, headers: { 'retry-after': '2' } },
  { kind: 'answer', status: 200 },
] as const;
const mailFaults = [
  { at: 'DATA', kind: 'reply', code: 451 },
  { at: 'RCPT', kind: 'drop' },
  { at: 'DATA', kind: 'drop' },
  { at: 'MAIL', kind: 'reply', code: 421 },
] as const;

/** Starts them. They are closed with everything else. */
export async function startOutside(): Promise<Outside> {
  const [first, second] = [await startSmtpPeer(), await startSmtpPeer()];
  const mails = [first, second];
  const hooks = await startHttpPeer();
  for (const { close } of [...mails, hooks]) onClose(close);
  return {
    mailPorts: [portOf(first.url), portOf(second.url)],
    webhookPort: portOf(hooks.url),
    misbehave() {
      hooks.behave(...webhookFaults);
      for (const mail of mails) mail.misbehave(...mailFaults);
    },
    behave() {
      for (const peer of [...mails, hooks]) peer.behaveAgain();
    },
    deliveries: () => [
      ...mails.flatMap(emails),
      ...hooks.requests.map(({ path, headers, body, answer }) => ({
        channel: 'webhook',
        to: path,
        sentId: sentIdIn(body.toString()),
        messageId: String(headers['webhook-id']),
        isAccepted: answer.kind === 'answer' && answer.status < 300,
      })),
    ],
  };
}

const portOf = (url: string) => Number(new URL(url).port);

const emails = ({ messages }: SmtpPeer): Delivered[] =>
  messages.map(({ to, email, accepted }) => ({
    channel: 'email',
    to: to.join(),
    sentId: sentIdIn(`${email.subject ?? ''} ${email.text ?? ''}`),
    messageId: email.messageId ?? '',
    isAccepted: accepted,
  }));

/** A proxy that is closed with everything else. */
export async function proxyTo(port: number): Promise<TcpProxy> {
  const proxy = await startTcpProxy(port);
  onClose(proxy.close);
  return proxy;
}

/** The ways to those outside. */
export type OutsideProxies = Record<'first mail server' | 'second mail server' | 'webhooks', TcpProxy>;

export async function proxyOutside({ mailPorts, webhookPort }: Outside): Promise<OutsideProxies> {
  const [first, second, webhooks] = await Promise.all([...mailPorts, webhookPort].map(proxyTo));
  if (!first || !second || !webhooks) throw new Error('A proxy is missing.');
  return { 'first mail server': first, 'second mail server': second, webhooks };
}

/** What Prism has to know of them. */
export function outsideEnv(proxies: OutsideProxies): Record<string, string> {
  const mail = [proxies['first mail server'], proxies['second mail server']];
  return {
    SMTP_URLS: mail.map(({ port }) => `smtp://127.0.0.1:${port}`).join(','),
    MAIL_FROM: 'Prism <no-reply@example.com>',
    PUBLIC_URL: 'https://prism.example.com',
    OUTBOUND_ALLOW: `127.0.0.1:${proxies.webhooks.port}`,
    // Soon enough for a test: when who sends has died, another one does.
    DELIVERY_LEASE_MS: '5000',
  };
}

/** What is done to those outside and to the ways there. */
export const outsideFaults = (outside: Outside, proxies: OutsideProxies): Fault[] => [
  ...(['first mail server', 'webhooks'] as const).map((name) => cutting(name, proxies[name])),
  {
    name: 'misbehaving receivers',
    async cause() {
      outside.misbehave();
      await sleep(500);
    },
  },
];

const pathOf = ({ owner }: Organization) => `/${owner.organization}`;

/** How many members of each organization have announcements mailed to them. */
const mailed = 5;
const mailedOf = ({ members }: Organization) => members.slice(0, mailed);

/** Has all that happens sent to a webhook of each organization, and announcements mailed to some of its members. */
export async function subscribeOutside(
  url: string,
  organizations: readonly Organization[],
  webhookPort: number,
): Promise<void> {
  for (const organization of organizations) {
    const input = {
      ...{ channel: 'WEBHOOK', owner: 'ORGANIZATION', label: 'Faults', kinds: ['ANNOUNCEMENT', 'TASK_ASSIGNED'] },
      url: `http://127.0.0.1:${webhookPort}${pathOf(organization)}`,
    };
    await ask(url, organization.owner, { query: endpointMutation, variables: { input } });
    for (const member of mailedOf(organization)) {
      const variables = { input: { kind: 'ANNOUNCEMENT', email: true } };
      await ask(url, member, { query: preferenceMutation, variables });
    }
  }
}

const endpointMutation =
  'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { endpoint { id } } }';
const preferenceMutation =
  'mutation ($input: UpdateNotificationPreferenceInput!) { updateNotificationPreference(input: $input) { preference { kind } } }';

/** What may arrive there of what was sent, and has to if it was acknowledged. */
export function expectOutside(organizations: readonly Organization[], sent: readonly Entry[]): ExpectedDelivery[] {
  return organizations.flatMap((organization) => {
    const own = sent.filter(({ organizationId }) => organizationId === organization.owner.organization);
    const hooks = own.map((one) => expectedOf(one, 'webhook', pathOf(organization)));
    const announcements = own.filter(({ kind }) => kind === 'announcement');
    const mails = mailedOf(organization).flatMap(({ id, email }) =>
      announcements.filter(({ recipients }) => recipients.has(id)).map((one) => expectedOf(one, 'email', email)),
    );
    return [...hooks, ...mails];
  });
}

const expectedOf = ({ id, isAcknowledged }: Entry, channel: string, to: string): ExpectedDelivery => ({
  ...{ channel, to, sentId: id, isDue: isAcknowledged },
});
