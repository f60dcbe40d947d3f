import { createHmac } from 'node:crypto';
import { ask, type Identity } from '@prism/testkit/apiClient';
import { startHttpPeer, type HttpPeer, type HttpRequest } from '@prism/testkit/httpPeer';
import { createTenant, type Person, type Tenant } from '@prism/testkit/people';
import { startSmtpPeer, type SmtpPeer } from '@prism/testkit/smtpPeer';
import type { Stack } from '@prism/testkit/stack';
import { until } from '@prism/testkit/until';
import type { Suite } from './suite.ts';

// What happens in Prism leaves it: by email over the second SMTP server while the first is in trouble, by signed webhook, and with
// every attempt on record.

let stack: Stack;
let troubled: SmtpPeer;
let smtp: SmtpPeer;
let receiver: HttpPeer;
let tenant: Tenant;
let bob: Person & Identity;
const patience = { everyMs: 50 };

async function open() {
  [troubled, smtp, receiver] = await Promise.all([startSmtpPeer(), startSmtpPeer(), startHttpPeer()]);
  troubled.misbehaveAlways({ at: 'MAIL', kind: 'reply', code: 451 });
  return {
    SMTP_URLS: `${troubled.url},${smtp.url}`,
    MAIL_FROM: 'Prism <no-reply@example.com>',
    PUBLIC_URL: 'https://prism.example',
    OUTBOUND_ALLOW: '127.0.0.1',
  };
}

async function close(): Promise<void> {
  await Promise.all([troubled.close(), smtp.close(), receiver.close()]);
}

export const deliveries: Suite = { open, close, register };

const as = <T>(who: Identity, query: string, variables: Record<string, unknown> = {}) =>
  ask<T>(stack.url, who, { query, variables });

const assign = (title: string) =>
  as(tenant.owner, 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }', {
    input: { title, assigneeId: bob.id },
  });

type Delivery = {
  id: string;
  channel: string;
  status: string;
  reason: string | null;
  recipient: { id: string } | null;
  notice: { title: string };
  attempts: { number: number; outcome: string }[];
};

const deliveriesOf = async (filter: Record<string, unknown> = {}) => {
  const { deliveries } = await as<{ deliveries: { edges: { node: Delivery }[] } }>(
    tenant.owner,
    `query ($filter: DeliveryFilter) { deliveries(filter: $filter) { edges { node {
       id channel status reason recipient { id } notice { title } attempts { number outcome } } } } }`,
    { filter },
  );
  return deliveries.edges.map(({ node }) => node);
};

/** Of the messages that came, each once: which may be sent again. */
const idsAtReceiver = () => [...new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))];

/** As Standard Webhooks says that a receiver checks it. */
function isSigned({ headers, body }: HttpRequest, secret: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body.toString()}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
}

function register(getStack: () => Stack): void {
  beforeAll(async () => {
    stack = getStack();
    tenant = await createTenant('Acme', stack.url);
    bob = await tenant.invite('Bob', 'MEMBER');
  });

  test('a task is assigned: an email and a signed webhook, each once, under the ids that administrators see', async () => {
    await as(
      bob,
      `mutation ($input: UpdateNotificationPreferenceInput!) {
       updateNotificationPreference(input: $input) { preference { kind } } }`,
      { input: { kind: 'TASK_ASSIGNED', email: true } },
    );
    const { createEndpoint } = await as<{ createEndpoint: { signingSecret: string } }>(
      bob,
      'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { signingSecret } }',
      { input: { channel: 'WEBHOOK', url: `${receiver.url}/hook`, label: 'Bob’s' } },
    );
    await assign('Fix the gauge');
    await until(async () => (await deliveriesOf({ status: 'SENT' })).length === 2, patience);

    const sent = await deliveriesOf();
    const byChannel = new Map(sent.map((delivery) => [delivery.channel, delivery]));
    const [email, webhook] = [byChannel.get('EMAIL'), byChannel.get('WEBHOOK')];
    expect(email?.attempts[0]).toEqual({ number: 1, outcome: 'RETRY' });
    for (const delivery of [email, webhook]) expect(delivery?.attempts.at(-1)).toMatchObject({ outcome: 'SENT' });

    const accepted = smtp.messages.filter((message) => message.accepted);
    expect(new Set(accepted.map((message) => message.email.messageId)).size).toBe(1);
    expect(accepted[0]?.to).toEqual([bob.email]);
    expect(accepted[0]?.email.subject).toContain('Fix the gauge');
    expect(accepted[0]?.raw).toMatch(/^List-Unsubscribe: /im);
    expect(accepted[0]?.email.messageId).toContain(email?.id);

    const [request] = receiver.requests;
    expect(idsAtReceiver()).toEqual([webhook?.id]);
    expect(isSigned(request!, createEndpoint.signingSecret)).toBe(true);
    expect(JSON.parse(request!.body.toString())).toMatchObject({ type: 'notification.task_assigned' });
  });

  test('the recipient sees how it left; of others nothing', async () => {
    const inbox = async (who: Identity) => {
      const { notifications } = await as<{
        notifications: { edges: { node: { title: string; deliveries: { channel: string; status: string }[] } }[] };
      }>(who, '{ notifications { edges { node { title deliveries { channel status } } } } }');
      return notifications.edges.map(({ node }) => node);
    };
    const [notification] = await inbox(bob);
    expect(notification?.deliveries.toSorted((one, other) => one.channel.localeCompare(other.channel))).toEqual([
      { channel: 'EMAIL', status: 'SENT' },
      { channel: 'WEBHOOK', status: 'SENT' },
    ]);
    expect((await inbox(tenant.owner)).flatMap(({ deliveries }) => deliveries)).toEqual([]);
  });

  test('a receiver that is gone is not asked again, and its owner is told', async () => {
    receiver.reset();
    receiver.behaveAlways({ kind: 'answer', status: 410 });
    await assign('Paint the gauge');
    const kinds = async () => {
      const { notifications } = await as<{ notifications: { edges: { node: { kind: string } }[] } }>(
        bob,
        '{ notifications { edges { node { kind } } } }',
      );
      return notifications.edges.map(({ node }) => node.kind);
    };
    await until(async () => (await kinds()).includes('ENDPOINT_DISABLED'), patience);
    const dead = await until(async () => (await deliveriesOf({ status: 'DEAD' }))[0], patience);
    expect(dead).toMatchObject({ channel: 'WEBHOOK', recipient: { id: bob.id } });
    expect(dead.notice.title).toContain('Paint the gauge');
    // The next leaves by email only.
    await assign('Sell the gauge');
    await until(() => smtp.messages.some(({ email }) => email.subject?.includes('Sell the gauge')), patience);
    expect(idsAtReceiver()).toEqual([dead.id]);
  });
}
