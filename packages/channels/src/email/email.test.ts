import { createLogger } from '@prism/telemetry/logger';
import { startSmtpPeer, type SmtpMisbehaviour } from '@prism/testkit/smtpPeer';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { firstOf, openChannels } from '../testing/adapters.ts';
import { itemOf, messageOf } from '../testing/message.ts';
import { createSmtpProvider } from './smtpProvider.ts';

const [peer, second] = [await startSmtpPeer(), await startSmtpPeer()];
const channels = openChannels({ SMTP_URLS: `${peer.url}, ${second.url}` });
const provider = firstOf(channels.EMAIL);
afterEach(() => {
  peer.reset();
  second.reset();
});
afterAll(async () => {
  await channels.close();
  await Promise.all([peer.close(), second.close()]);
});

const unsubscribeUrl = `https://prism.example/unsubscribe?token=${'a'.repeat(300)}.b&x="><script>`;
const person = { id: 'p', email: 'ada@example.com', name: 'Ada', locale: 'en' };

async function sent(given: Parameters<typeof messageOf>[0]) {
  const message = messageOf(given);
  expect(await provider.send(message, null)).toEqual({ outcome: 'SENT' });
  const { email, raw, to, from } = peer.messages.at(-1)!;
  const header = (name: string) => email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  return { message, email, raw, to, from, header };
}

test('is from and to whom it should be, with the message’s own id, and one click ends it', async () => {
  const { message, email, header, raw, to, from } = await sent({ unsubscribeUrl });
  expect([from, to]).toEqual(['no-reply@prism.example', ['ada@example.com']]);
  expect(email).toMatchObject({
    ...{ subject: 'Fix the gauge', from: { name: 'Prism', address: 'no-reply@prism.example' } },
    ...{ to: [{ name: 'Ada', address: 'ada@example.com' }], messageId: `<${message.id}@prism.example>` },
  });
  expect(header('list-unsubscribe')).toEqual([`<${new URL(unsubscribeUrl).href}>`]);
  // In one piece: a line that is folded within the address breaks it for some readers.
  expect(raw).toContain(`\r\nList-Unsubscribe: <${new URL(unsubscribeUrl).href}>\r\n`);
  expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
  expect(header('auto-submitted')).toEqual(['auto-generated']);
  expect(email.text).toContain('It is stuck.');
  expect(email.text).toContain(unsubscribeUrl);
  expect(peer.logins[0]).toBe('user:password');
});

test('without a place to unsubscribe it names none', async () => {
  const { header, email } = await sent({});
  expect([header('list-unsubscribe'), header('list-unsubscribe-post')]).toEqual([[], []]);
  expect(email.html).not.toContain('<a ');
});

test('what people write is text in HTML, and one line in a header', async () => {
  const title = '<img src=x onerror=alert(1)>\r\nBcc: eve@example.com\u2028"&\'';
  const { email, header, to } = await sent({
    items: [itemOf({ title, body: '</p><script>alert(1)</script>\n& so on' })],
    recipient: { ...person, name: 'Ada"\r\nBcc: eve@example.com, Eve <eve@example.com>' },
    unsubscribeUrl,
  });
  expect(to).toEqual(['ada@example.com']);
  expect(header('bcc')).toEqual([]);
  expect(email.to).toHaveLength(1);
  expect(email.subject).toBe('<img src=x onerror=alert(1)> Bcc: eve@example.com "&\'');
  expect(email.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(email.html).toContain('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(email.html).not.toMatch(/<script|<img/);
  expect(email.text).toContain('<script>alert(1)</script>\n& so on');
});

test.each(['eve@example.com, ada@example.com', 'a@b@c', 'ada@example.com\r\nBcc: x@y', '', 'ada', '"a b"@c', '<a@b>'])(
  'sends nothing to %j',
  async (address) => {
    const outcome = await provider.send(messageOf({ recipient: { ...person, email: address } }), null);
    expect(outcome).toMatchObject({ outcome: 'FAILED' });
    expect(peer.messages).toEqual([]);
  },
);

test('needs a person', async () => {
  expect(await provider.send(messageOf({ recipient: null }), null)).toMatchObject({ outcome: 'FAILED' });
});

test.each([
  ['de-AT', 'Dringend: 2 Benachrichtigungen: Eins', 'Abbestellen'],
  ['fr', 'Urgent: 2 notifications: Eins', 'Se désabonner'],
  ['xx', 'Urgent: 2 notifications: Eins', 'Unsubscribe'],
  ['__proto__', 'Urgent: 2 notifications: Eins', 'Unsubscribe'],
])('a digest says all of it, in the language %s', async (locale, subject, link) => {
  const { email } = await sent({
    items: [itemOf({ title: 'Eins' }), itemOf({ title: 'Zwei', body: null, urgent: true })],
    recipient: { ...person, locale },
    unsubscribeUrl,
  });
  expect(email.subject).toBe(subject);
  for (const part of ['Eins', 'Zwei', 'It is stuck.', link]) {
    expect(email.text).toContain(part);
    expect(email.html).toContain(part);
  }
});

test.each<[string, SmtpMisbehaviour, string]>([
  ['busy at the greeting', { at: 'CONNECT', kind: 'reply', code: 421 }, 'RETRY'],
  ['turned away at the greeting', { at: 'CONNECT', kind: 'reply', code: 554 }, 'RETRY'],
  ['silent at the greeting', { at: 'CONNECT', kind: 'hang' }, 'RETRY'],
  ['login refused', { at: 'AUTH', kind: 'reply', code: 535 }, 'RETRY'],
  ['login impossible now', { at: 'AUTH', kind: 'reply', code: 454 }, 'RETRY'],
  ['login demanded', { at: 'MAIL', kind: 'reply', code: 530 }, 'RETRY'],
  ['sender refused', { at: 'MAIL', kind: 'reply', code: 550 }, 'FAILED'],
  ['silent after the sender', { at: 'MAIL', kind: 'hang' }, 'RETRY'],
  ['mailbox unknown', { at: 'RCPT', kind: 'reply', code: 550 }, 'FAILED'],
  ['greylisted', { at: 'RCPT', kind: 'reply', code: 450 }, 'RETRY'],
  ['content refused', { at: 'DATA', kind: 'reply', code: 554 }, 'FAILED'],
  ['no room', { at: 'DATA', kind: 'reply', code: 452 }, 'RETRY'],
  ['silent after the content', { at: 'DATA', kind: 'hang' }, 'RETRY'],
  ['reset', { at: 'RCPT', kind: 'drop' }, 'RETRY'],
])('%s', async (_name, how, outcome) => {
  // A provider of its own: a connection that is open already has left the greeting and the login behind.
  const own = createSmtpProvider({
    ...{ url: peer.url, from: 'a@prism.example', timeoutMs: how.kind === 'hang' ? 1_000 : 10_000 },
    log: createLogger('test', 'silent'),
  });
  peer.misbehaveAlways(how);
  const result = await own.send(messageOf(), null);
  expect(result.outcome).toBe(outcome);
  if (how.kind === 'reply') expect(result).toMatchObject({ statusCode: how.code });
  expect(JSON.stringify(result)).not.toContain('password');
  own.close();
});

test('names its servers without what is secret', () => {
  expect(channels.EMAIL.map(({ name }) => name)).toEqual(
    [peer, second].map(({ url }) => url.replace('user:password@', '')),
  );
});

test('the second server takes the same message', async () => {
  const message = messageOf();
  await channels.EMAIL[1]!.send(message, null);
  expect(second.messages[0]?.email.messageId).toBe(`<${message.id}@prism.example>`);
});

test('a password is sent to no other machine in the clear', async () => {
  // By a name, as a server elsewhere would have; it offers no TLS.
  const server = createServer((socket) => {
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (data) => {
      said.push(data.toString());
      socket.write(/^EHLO/i.test(data.toString()) ? '250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n' : '502 no\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '::ffff:127.0.0.1');
  const said: string[] = [];
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `smtp://user:hunter2@[::ffff:127.0.0.1]:${String(port)}`;
  const own = createSmtpProvider({
    ...{ url, from: 'a@prism.example', timeoutMs: 3_000 },
    log: createLogger('test', 'silent'),
  });
  expect(await own.send(messageOf(), null)).toMatchObject({ outcome: 'RETRY' });
  expect(said.join('')).toContain('STARTTLS');
  expect(said.join('')).not.toMatch(/AUTH/);
  own.close();
  server.close();
});
