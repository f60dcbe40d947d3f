import { createDevIssuer } from '@prism/auth/devIssuer';
import { verifyInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { until } from '@prism/testkit/until';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Gateway, GatewayOptions } from '../options.ts';
import { createGateway } from '../server.ts';
import { ask, post } from '../testing/ask.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

const internalTokenSecret = 'a-secret-of-at-least-thirty-two-characters';
const userId = '018f0000-0000-7000-8000-000000000001';
const organizationId = '018f0000-0000-7000-8000-0000000000aa';

/** What the organizations subgraph would know. Tests change it. */
let scopes: Session['scopes'] = [];
let isMember = true;
let isAnswering = true;
const questions: unknown[] = [];

function answerSession(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url !== '/internal/session') return false;
  let body = '';
  request.on('data', (chunk) => {
    body += String(chunk);
  });
  request.on('end', () => {
    void (async () => {
      const { session: gateway } = await verifyInternalToken(
        internalTokenSecret,
        (request.headers.authorization ?? '').slice(7),
      );
      expect(gateway.actor).toEqual({ type: 'system', id: 'gateway' });
      const question = JSON.parse(body) as { identity: { apiKey?: string }; organization: string | null };
      questions.push(question);
      if (!isAnswering) {
        response.writeHead(500).end('{}');
        return;
      }
      if (question.identity.apiKey === 'prism_test_unknown') {
        response.end(JSON.stringify({ error: { code: 'UNAUTHENTICATED', message: 'No such key.' } }));
      } else if (question.organization === 'other' || !isMember) {
        response.end(JSON.stringify({ error: { code: 'NOT_FOUND', message: 'Organization not found.' } }));
      } else {
        const session: Session = { actor: { type: 'user', id: userId }, organizationId, role: 'MEMBER', scopes };
        response.end(JSON.stringify({ session }));
      }
    })();
  });
  return true;
}

let graph: TestGraph;
let gateway: Gateway;
let token: string;
const topics = createMemoryTopics();

const start = (options: Partial<GatewayOptions> = {}): Promise<Gateway> =>
  createGateway({
    supergraphSdl: graph.supergraphSdl,
    auth: { internalTokenSecret, devIssuer: { keyFile: undefined }, topics },
    ...options,
  });

async function signIn(at: Gateway): Promise<string> {
  const answer = await post(
    at.url.replace('/graphql', '/dev/token'),
    JSON.stringify({ email: 'ada@example.com', name: 'Ada' }),
  );
  return (JSON.parse(answer.text) as { token: string }).token;
}

beforeAll(async () => {
  graph = await startTestGraph({ people: { intercept: answerSession } });
  gateway = await start();
  token = await signIn(gateway);
});
beforeEach(async () => {
  scopes = ['tasks:read', 'tasks:write'];
  isMember = true;
  isAnswering = true;
  await invalidate();
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
  await topics.close();
});

async function invalidate(): Promise<void> {
  await topics.publish('session.invalidated', '*', { actorId: userId, organizationId });
  await new Promise((resolve) => setTimeout(resolve, 10));
}

const bearer = (value = token): Record<string, string> => ({
  authorization: `Bearer ${value}`,
  'x-organization-id': 'acme',
});
const codes = (answer: { errors?: { extensions: Record<string, unknown> }[] }): unknown[] =>
  (answer.errors ?? []).map(({ extensions }) => extensions['code']);

describe('who asks', () => {
  it('resolves a person once, and tells the subgraphs by a signed token and nothing else', async () => {
    questions.length = 0;
    const answer = await ask(gateway.url, '{ headers }', { headers: { ...bearer(), cookie: 'a=b', 'x-secret': 's' } });
    await ask(gateway.url, '{ headers }', { headers: bearer() });
    const passed = (answer.data as { headers: string[] }).headers;
    const names = passed.map((line) => line.split(':')[0]);
    expect(names.sort()).toEqual([
      'accept',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-request-id',
    ]);
    const internal =
      passed.find((line) => line.startsWith('authorization'))?.slice('authorization: Bearer '.length) ?? '';
    expect((await verifyInternalToken(internalTokenSecret, internal)).session).toMatchObject({
      actor: { id: userId },
      organizationId,
    });
    expect(questions).toEqual([
      {
        identity: expect.objectContaining({
          email: 'ada@example.com',
          emailVerified: true,
          displayName: 'Ada',
        }) as unknown,
        organization: 'acme',
      },
    ]);
  });

  it('takes API keys in both headers', async () => {
    questions.length = 0;
    await ask(gateway.url, '{ open }', { headers: { authorization: 'Bearer prism_test_abc' } });
    await ask(gateway.url, '{ open }', { headers: { 'x-api-key': 'prism_test_def' } });
    expect(questions).toEqual([
      { identity: { apiKey: 'prism_test_abc' }, organization: null },
      { identity: { apiKey: 'prism_test_def' }, organization: null },
    ]);
  });

  it.each([
    ['garbage', 'Bearer a.b.c'],
    ['no scheme', 'token'],
    ['another scheme', 'Basic abc'],
    ['an unknown key', 'Bearer prism_test_unknown'],
    [
      'another issuer',
      `Bearer ${['{"alg":"none"}', '{"iss":"https://elsewhere","sub":"x","exp":9999999999}', ''].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
    ],
  ])('refuses %s with UNAUTHENTICATED, whatever is asked', async (_name, authorization) => {
    const answer = await ask(gateway.url, '{ open }', { headers: { authorization } });
    expect([answer.status, ...codes(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('refuses a token of a development issuer with another key', async () => {
    const other = await start();
    const answer = await ask(gateway.url, '{ open }', { headers: bearer(await signIn(other)) });
    expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    await other.close();
  });

  it('NOT_FOUND for another organization, UPSTREAM_UNAVAILABLE when nobody can say', async () => {
    expect(
      codes(await ask(gateway.url, '{ open }', { headers: { ...bearer(), 'x-organization-id': 'other' } })),
    ).toEqual(['NOT_FOUND']);
    isAnswering = false;
    expect(
      codes(await ask(gateway.url, '{ open }', { headers: { ...bearer(), 'x-organization-id': 'third' } })),
    ).toEqual(['UPSTREAM_UNAVAILABLE']);
  });

  it('does not blame the caller for an identity provider that is away', async () => {
    const oidc = { issuer: 'http://127.0.0.1:1/realm', audience: 'prism', jwksUrl: undefined };
    const at = await start({ auth: { internalTokenSecret, oidc, topics }, isProduction: true });
    const issuer = await createDevIssuer({ issuer: oidc.issuer });
    const authorization = `Bearer ${await issuer.issue({ email: 'ada@example.com', name: 'Ada' })}`;
    const answer = await ask(at.url, '{ open }', { headers: { authorization } });
    expect([answer.status, codes(answer)]).toEqual([503, ['UPSTREAM_UNAVAILABLE']]);
    expect(answer.errors?.[0]?.message).toBe('The identity provider does not answer. Try again.');
    await at.close();
  });

  it('forgets a session at once when it is invalidated', async () => {
    expect(codes(await ask(gateway.url, '{ scoped }', { headers: bearer() }))).toEqual([]);
    scopes = [];
    expect(codes(await ask(gateway.url, '{ scoped }', { headers: bearer() }))).toEqual([]);
    await invalidate();
    expect(codes(await ask(gateway.url, '{ scoped }', { headers: bearer() }))).toEqual(['FORBIDDEN']);
  });

  it('issues development tokens for valid input only, and none in production', async () => {
    const bad = await post(gateway.url.replace('/graphql', '/dev/token'), '{"email":"nobody","name":""}');
    expect([bad.status, ...codes(bad)]).toEqual([400, 'BAD_USER_INPUT']);
    const production = await start({ isProduction: true, auth: { internalTokenSecret, topics } });
    expect((await post(production.url.replace('/graphql', '/dev/token'), '{"email":"a@b.io","name":"A"}')).status).toBe(
      404,
    );
    expect(codes(await ask(production.url, '{ open }', { headers: bearer() }))).toEqual(['UNAUTHENTICATED']);
    await production.close();
    await expect(start({ isProduction: true })).rejects.toThrow('refused in production');
  });
});

describe('what the schema demands', () => {
  const guarded = [
    '{ secret }',
    '{ renamed: secret }',
    'query { ...F } fragment F on Query { ...G } fragment G on Query { secret }',
    '{ ... on Query { ... { secret } } }',
    '{ open ... on Query @include(if: false) { secret } }',
    '{ tasks { hidden } }',
    '{ nodes { id } }',
    '{ nodes { __typename ... on Note { __typename } } }',
    '{ things { ... on Note { text } } }',
    '{ things { ... on Node { id } } }',
    '{ nodes { ... on Task { hidden } } }',
    '{ scoped }',
    '{ policed }',
    'subscription { ticked { hidden } }',
  ];
  it.each(guarded)('nobody may not: %s', async (query) => {
    graph.tasks.seen.length = 0;
    const answer = await ask(gateway.url, query);
    expect([answer.status, ...codes(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.data).toBeUndefined();
    expect(graph.tasks.seen).toEqual([]);
  });

  it('lets nobody ask what is open, and look at the schema', async () => {
    for (const query of [
      '{ open }',
      '{ tasks { title } }',
      '{ __schema { queryType { name } } }',
      '{ things { __typename } }',
    ]) {
      expect(codes(await ask(gateway.url, query))).toEqual([]);
    }
  });

  it('asks for the scopes of one of the alternatives, naming the field', async () => {
    expect(codes(await ask(gateway.url, '{ secret scoped }', { headers: bearer() }))).toEqual([]);
    scopes = ['tasks:read'];
    await invalidate();
    const refused = await ask(gateway.url, '{ open scoped }', { headers: bearer() });
    expect([refused.status, refused.errors?.[0]?.message]).toEqual([403, 'You are not allowed to use Query.scoped.']);
    scopes = ['organization:admin'];
    await invalidate();
    expect(codes(await ask(gateway.url, '{ scoped }', { headers: bearer() }))).toEqual([]);
    expect(codes(await ask(gateway.url, '{ policed }', { headers: bearer() }))).toEqual(['FORBIDDEN']);
  });

  it('limits depth and length', async () => {
    const deep = `{ me ${'{ friend '.repeat(31)}{ id }${' }'.repeat(31)} }`;
    expect(codes(await ask(gateway.url, deep))).toEqual(['OPERATION_TOO_COMPLEX']);
    expect(codes(await ask(gateway.url, `{ ${'open '.repeat(30_000)} }`))).toEqual(['OPERATION_TOO_COMPLEX']);
    const aliases = (field: string) => Array.from({ length: 101 }, (_, n) => `a${String(n)}: ${field}`).join(' ');
    expect(codes(await ask(gateway.url, `{ ${aliases('open')} }`))).toEqual(['OPERATION_TOO_COMPLEX']);
    // Each fragment spreads the next one twice: a kilobyte that stands for 2^30 fields.
    const twice = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    const bomb = `{ ...F0 } ${twice.join(' ')} fragment F30 on Query { open }`;
    expect(codes(await ask(gateway.url, bomb))).toEqual(['OPERATION_TOO_COMPLEX']);
  });
});

describe('what goes wrong', () => {
  it('passes the closed set with its fields, and masks the rest', async () => {
    const { errors: known } = await ask(gateway.url, '{ fails(code: "CONFLICT") }');
    expect(known).toEqual([
      expect.objectContaining({
        message: 'It failed with CONFLICT',
        path: ['fails'],
        extensions: { code: 'CONFLICT', fields: [{ path: 'x', message: 'y' }] },
      }),
    ]);
    for (const query of [
      '{ explodes }',
      '{ fails(code: "ANYTHING") }',
      '{ fails(code: "INTERNAL_SERVER_ERROR") }',
      '{ mustFail }',
    ]) {
      const answer = await ask(gateway.url, query);
      expect(answer.errors).toEqual([
        expect.objectContaining({
          message: 'Something went wrong',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers['x-request-id'] },
        }),
      ]);
      expect(answer.text).not.toMatch(/hunter2|tasks"|internal detail|stack/);
    }
  });

  it.each(['{', '{ nothing }', '', 'query A { open } query B { open }', 'query ($id: ID!) { task(id: $id) { id } }'])(
    'BAD_USER_INPUT: %s',
    async (query) => {
      const answer = await ask(gateway.url, query);
      expect([answer.status, codes(answer)[0]]).toEqual([400, 'BAD_USER_INPUT']);
    },
  );

  it('answers null without an error where a reference leads to nothing', async () => {
    const query = '{ task(id: "orphan") { title assignee { name } reviewer { id } } }';
    const gone = await ask(gateway.url, query, { headers: bearer() });
    expect(JSON.parse(gone.text)).toEqual({
      data: { task: { title: 'Task orphan', assignee: null, reviewer: { id: 'gone' } } },
    });
  });

  it('makes an error of what leaves no data at all', async () => {
    const answer = await ask(gateway.url, '{ owner { name } }', { headers: bearer() });
    expect(answer.data).toBeNull();
    expect(codes(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.text).not.toContain('valueCompletion');
  });
});

describe('over a socket', () => {
  const connect = (payload?: Record<string, unknown>) => {
    const socket = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
      }),
    );
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    return { socket, closed };
  };

  it.each([
    undefined,
    {},
    { authorization: 'Bearer a.b.c' },
    { authorization: 'Bearer prism_test_unknown' },
    { 'x-organization-id': 'acme' },
  ])('%j: 4403', async (payload) => {
    const { code, reason } = await connect(payload).closed;
    expect(code).toBe(4403);
    expect(reason).toMatch(/^Forbidden/);
  });

  it('opens streams with the internal token, refuses what the schema forbids, and ends when the session does', async () => {
    const client = createClient({
      url: gateway.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: bearer(),
    });
    const events: unknown[] = [];
    const failures: unknown[] = [];
    const sink = {
      next: (event: unknown) => events.push(event),
      error: (error: unknown) => failures.push(error),
      complete: () => undefined,
    };
    client.subscribe({ query: 'subscription { ticked { hidden assignee { name } } }' }, sink);
    await until(() => graph.openTicks() === 1);
    const { authorization } = graph.tasks.inits.at(-1) as { authorization: string };
    expect((await verifyInternalToken(internalTokenSecret, authorization.slice(7))).session.actor.id).toBe(userId);
    graph.tick('1');
    await until(() => events.length === 1);
    expect(events[0]).toEqual({ data: { ticked: { hidden: 'hidden', assignee: { name: 'Person p1' } } } });
    client.subscribe(
      { query: '{ policed }' },
      { ...sink, error: (error) => failures.push(error), next: (event) => failures.push(event) },
    );
    await until(() => failures.length === 1);
    expect(failures[0]).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    isMember = false;
    await invalidate();
    await until(() => failures.length === 2);
    expect(failures[1]).toMatchObject({ code: 4403 });
    await until(() => graph.openTicks() === 0);
  });
});
