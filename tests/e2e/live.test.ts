import { setTimeout as sleep } from 'node:timers/promises';
import { ask, openSocket, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Person, type Tenant } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import WebSocket from 'ws';
import { run } from './world.ts';

// What a subscriber may rely on: every notification once, in order, whatever happens to the connection; and nobody else's.

const subscription =
  'subscription ($after: String) { notificationReceived(after: $after) { cursor notification { id title } } }';

interface Event {
  readonly cursor: string;
  readonly notification: { readonly id: string; readonly title: string };
}

let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  [tenant, other] = await Promise.all([createTenant('Live'), createTenant('Elsewhere')]);
});

const announceTo = (recipient: Person, title: string, from: Identity = tenant.owner) =>
  run('Announce', from, { input: { title, recipientIds: [recipient.id] } });

/** The end of somebody's inbox. */
async function endOf(who: Identity): Promise<string> {
  const { notifications } = await ask<{ notifications: { cursor: string } }>(stackUrl(), who, {
    query: '{ notifications(first: 1) { cursor } }',
  });
  return notifications.cursor;
}

const untilInboxHas = (who: Identity, count: number) =>
  until(async () => {
    const { notifications } = await run<{ notifications: { unreadCount: number } }>('Inbox', who, { first: 1 });
    return notifications.unreadCount >= count;
  });

/** Takes `count` events on one connection. */
async function take(who: Identity, count: number, after: string | null): Promise<Event[]> {
  const socket = openSocket(stackUrl(), who);
  const events: Event[] = [];
  for await (const { data, errors } of socket.iterate<{ notificationReceived: Event }>({
    query: subscription,
    variables: { after },
  })) {
    if (errors ?? !data) throw new Error(`The stream answered ${JSON.stringify(errors)}`);
    events.push(data.notificationReceived);
    if (events.length >= count) break;
  }
  socket.terminate();
  return events;
}

/** Takes `count` events on as many connections as it needs: each is cut after a few events or a moment. */
async function takeWithCuts(who: Identity, count: number, after: string): Promise<{ events: Event[]; cuts: number }> {
  const events: Event[] = [];
  let cuts = 0;
  while (events.length < count) {
    const socket = openSocket(stackUrl(), who);
    const last = events.at(-1)?.cursor ?? after;
    const patience = events.length + 1 + ((cuts * 7) % 23);
    // Longer from time to time, so that a busy machine comes to an end, too.
    const moment = 5 + ((cuts * 37) % (180 + cuts * 10));
    socket.on('connected', (raw) => setTimeout(() => (raw as WebSocket).terminate(), moment));
    try {
      for await (const { data } of socket.iterate<{ notificationReceived: Event }>({
        query: subscription,
        variables: { after: last },
      })) {
        if (data) events.push(data.notificationReceived);
        if (events.length >= Math.min(count, patience)) break;
      }
    } catch {
      // Cut.
    }
    await socket.dispose();
    cuts += 1;
  }
  return { events, cuts };
}

const titlesOf = (events: readonly Event[]) => events.map(({ notification }) => notification.title);

/** The close code of a socket that begins with this payload, or what the server answered. */
function knock(payload: unknown, first = 'connection_init'): Promise<number> {
  const socket = new WebSocket(stackUrl().replace('http', 'ws'), 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: first, id: '1', payload }));
    });
    socket.once('close', (code) => {
      resolve(code);
    });
    socket.once('message', (data: Buffer) => {
      reject(new Error(`It answered ${data.toString()}`));
      socket.terminate();
    });
    socket.once('error', reject);
  });
}

describe('the door', () => {
  test('closes with 4403 for who is nobody or names an organization that is not theirs', async () => {
    const authorization = `Bearer ${tenant.owner.token}`;
    for (const payload of [
      undefined,
      {},
      { authorization: 'Bearer garbage' },
      { authorization: 1 },
      { authorization: 'Bearer prism_dev_nothing' },
      { authorization, 'x-organization-id': other.id },
      { authorization, 'x-organization-id': 'no-such' },
    ]) {
      expect({ payload, code: await knock(payload) }).toEqual({ payload, code: 4403 });
    }
  });

  test('closes with 4401 for who subscribes before saying who they are, with 4400 for nonsense', async () => {
    expect(await knock({ query: subscription }, 'subscribe')).toBe(4401);
    expect(await knock({}, 'nonsense')).toBe(4400);
  });

  test('speaks no protocol that it does not know', async () => {
    const socket = new WebSocket(stackUrl().replace('http', 'ws'), 'graphql-ws');
    const code = await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.once('error', () => {
        resolve('refused');
      });
    });
    expect([4406, 'refused']).toContain(code);
  });

  test('FORBIDDEN for an API key, which has no inbox; BAD_USER_INPUT for a cursor of somebody else', async () => {
    const member = await tenant.invite('Cursor', 'MEMBER');
    const { createApiKey } = await run<{ createApiKey: { secret: string } }>('CreateApiKey', tenant.owner, {
      input: { name: 'k', scopes: ['notifications:read', 'tasks:read'] },
    });
    const refusal = async (who: Identity, after: string | null) => {
      const socket = openSocket(stackUrl(), who);
      // The protocol has two ways to say no: an `error`, or a result that holds nothing else.
      const errors = await socket
        .iterate({ query: subscription, variables: { after } })
        .next()
        .then(
          ({ value }) => value?.errors as unknown,
          (thrown: unknown) => thrown,
        );
      const codes = (errors as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
      await socket.dispose();
      return codes;
    };
    expect(await refusal({ token: createApiKey.secret }, null)).toEqual(['FORBIDDEN']);
    const cursors = ['nonsense', await endOf(member), await endOf(other.owner)];
    for (const after of cursors) expect(await refusal(tenant.owner, after)).toEqual(['BAD_USER_INPUT']);
  });
});

test('replays what came since a cursor, oldest first, and goes on live', async () => {
  const member = await tenant.invite('Replay', 'MEMBER');
  const after = await endOf(member);
  for (let index = 0; index < 5; index += 1) await announceTo(member, `n${index}`);
  await untilInboxHas(member, 5);
  const all = take(member, 7, after);
  await sleep(300);
  for (let index = 5; index < 7; index += 1) {
    await announceTo(member, `n${index}`);
    await untilInboxHas(member, index + 1);
  }
  const events = await all;
  expect(titlesOf(events).slice(5)).toEqual(['n5', 'n6']);
  expect(titlesOf(events).slice(0, 5).sort()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  // From the middle on, the same again.
  const rest = await take(member, 3, events[3]?.cursor ?? '');
  expect(rest).toEqual(events.slice(4));
  // And as the inbox has it, newest first.
  const { notifications } = await run<{ notifications: { edges: { cursor: string; node: { id: string } }[] } }>(
    'Inbox',
    member,
    { first: 10 },
  );
  expect(notifications.edges.map(({ cursor, node }) => [cursor, node.id]).reverse()).toEqual(
    events.map(({ cursor, notification }) => [cursor, notification.id]),
  );
});

test('a storm with cut sockets: each once, in one order for every listener, and nothing to anybody else', async () => {
  const count = 100;
  const [member, colleague] = await Promise.all([tenant.invite('Storm', 'MEMBER'), tenant.invite('Calm', 'MEMBER')]);
  const after = await endOf(member);
  const strangers = [colleague, other.owner].map((who) => {
    const socket = openSocket(stackUrl(), who);
    const heard: unknown[] = [];
    socket.subscribe(
      { query: subscription },
      { next: (event) => heard.push(event), error: () => {}, complete: () => {} },
    );
    return { heard, socket };
  });
  const steady = take(member, count, after);
  const shaken = Array.from({ length: 4 }, () => takeWithCuts(member, count, after));
  await Promise.all(
    Array.from({ length: 5 }, async (_, lane) => {
      for (let index = lane; index < count; index += 5) await announceTo(member, `s${index}`);
    }),
  );
  const expected = await steady;
  expect(new Set(expected.map(({ notification }) => notification.id)).size).toBe(count);
  expect(titlesOf(expected).sort()).toEqual(Array.from({ length: count }, (_, index) => `s${index}`).sort());
  for (const { events, cuts } of await Promise.all(shaken)) {
    expect(events).toEqual(expected);
    expect(cuts).toBeGreaterThan(3);
  }
  for (const { heard, socket } of strangers) {
    expect(heard).toEqual([]);
    socket.terminate();
  }
}, 120_000);

test('a person of two organizations hears in each only what belongs there', async () => {
  const here = await tenant.invite('Twofold', 'MEMBER');
  await run('InviteMember', other.owner, { input: { email: here.email, role: 'MEMBER' } });
  const there = { ...here, organization: other.id };
  const [afterHere, afterThere] = [await endOf(here), await endOf(there)];
  const both = Promise.all([take(here, 2, afterHere), take(there, 1, afterThere)]);
  await announceTo(here, 'here 1');
  await announceTo(here, 'there', other.owner);
  await untilInboxHas(here, 1);
  await announceTo(here, 'here 2');
  const [eventsHere, eventsThere] = await both;
  expect([titlesOf(eventsHere), titlesOf(eventsThere)]).toEqual([['here 1', 'here 2'], ['there']]);
});

test('queries and mutations work over the socket, too, and an invalid one ends nothing else', async () => {
  const socket = openSocket(stackUrl(), tenant.owner);
  const once = async (query: string) => {
    const { value } = await socket
      .iterate({ query })
      .next()
      .catch((errors: unknown) => ({ value: { errors } }));
    return value as { data?: unknown; errors?: { extensions: { code: string } }[] };
  };
  expect((await once('{ noSuchField }')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await once(`{ ${'... {'.repeat(3_000)} }`)).errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX');
  expect(await once('{ tasks { totalCount } }')).toEqual({ data: { tasks: { totalCount: 0 } } });
  await socket.dispose();
});
