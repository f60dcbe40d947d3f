import { randomUUID } from 'node:crypto';

import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { until } from '@prism/testkit/until';
import type { Gateway } from '../../options.ts';
import { createGateway } from '../../server.ts';
import { answerAbout, callerOf, type Callers } from '../../testing/callers.ts';
import { startTestGraph, type TestGraph } from '../../testing/graph.ts';

// Streams over HTTP are for known callers what sockets are: the same refusals, limits and ends.

const topics = createMemoryTopics();
const callers: Callers = new Map();
let graph: TestGraph;
let gateway: Gateway;
beforeAll(async () => {
  graph = await startTestGraph({ people: { intercept: answerAbout(callers) } });
  gateway = await createGateway({
    supergraphSdl: graph.supergraphSdl,
    auth: { internalTokenSecret: 'a-secret-of-at-least-thirty-two-characters', topics },
    limits: { connectionsPerCaller: 2, drainSpread: 200 },
  });
});
/** Somebody new in each test: the gateway remembers for a while whom a key belongs to. */
let ada: string;
beforeEach(() => {
  ada = randomUUID();
  callers.clear();
  callers.set(ada, callerOf());
});
afterEach(async () => {
  await until(() => graph.openTicks() === 0);
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
  await topics.close();
});

const sse = 'text/event-stream';
const multipart = 'multipart/mixed;subscriptionSpec=1.0, application/json';

function ask(
  query: string,
  { key = ada, accept = sse, signal }: { key?: string; accept?: string; signal?: AbortSignal } = {},
) {
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer prism_test_${key}` },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
}

const ticked = 'subscription { ticked { id } }';

test.each([sse, multipart])('who is not known is refused before there is a stream (%s)', async (accept) => {
  const answer = await ask(ticked, { key: 'nobody', accept });
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([404, 'application/json']);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

test('what the caller may not have is refused in the stream', async () => {
  expect(await (await ask('{ scoped }')).text()).toContain('"code":"FORBIDDEN"');
});

test.each([sse, multipart])('a session that is over ends its streams, even quiet ones (%s)', async (accept) => {
  const answer = await ask(ticked, { accept });
  await until(() => graph.openTicks() === 1);
  const { actor, organizationId } = callerOf(callers.get(ada));
  callers.clear();
  await topics.publish('session.invalidated', '*', {
    actorId: actor.id,
    organizationId: organizationId ?? '',
  });
  expect(await answer.text()).toContain('"extensions":{"code":"UNAUTHENTICATED","closeCode":4403}');
});

test('a session that changed ends its streams too, also when nobody says so', async () => {
  const answer = await ask(ticked);
  await until(() => graph.openTicks() === 1);
  callers.set(ada, { ...callerOf(callers.get(ada)), scopes: [] });
  expect(await answer.text()).toContain('"closeCode":1012');
});

test('a caller has so many streams and no more, until one has ended', async () => {
  const stop = new AbortController();
  await Promise.all([ask(ticked, { signal: stop.signal }), ask(ticked, { signal: stop.signal })]);
  const refused = await ask(ticked);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 10 } }] });
  expect((await ask('{ open }')).status).toBe(200);
  stop.abort();
  const again = new AbortController();
  await until(async () => (await ask(ticked, { signal: again.signal })).status === 200);
  again.abort();
});
