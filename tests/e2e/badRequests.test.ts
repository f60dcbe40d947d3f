import { randomUUID } from 'node:crypto';
import { codesOf, send, type Answer, type Identity } from '@prism/testkit/apiClient';
import { stackUrl } from '@prism/testkit/people';
import { createWorld, run, type World } from './world.ts';

// What comes to the door and should not get in, or not as it is. Values inside of operations have suites of their own.

let mine: World;
let theirs: World;
beforeAll(async () => {
  [mine, theirs] = await Promise.all([createWorld(), createWorld()]);
});

const status = '{ knowledgeStatus { documents } }';
const ask = (as: Identity, query = status) => send(stackUrl(), as, { query });

/** Posts a body as it is. */
async function post(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(stackUrl(), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${mine.owner.token}`,
      'x-organization-id': mine.tenant.id,
      ...headers,
    },
    body,
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

describe('documents that are no operation', () => {
  const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
  test.each([
    ['', 'BAD_USER_INPUT'],
    ['{', 'BAD_USER_INPUT'],
    ['{ noSuchField }', 'BAD_USER_INPUT'],
    ['query { tasks(first: "x") { totalCount } }', 'BAD_USER_INPUT'],
    ['query { tasks(noSuchArgument: 1) { totalCount } }', 'BAD_USER_INPUT'],
    ['mutation { createTask { task { id } } }', 'BAD_USER_INPUT'],
    ['query A { __typename } query B { __typename }', 'BAD_USER_INPUT'],
    ['fragment F on Task { id }', 'BAD_USER_INPUT'],
    ['{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 'BAD_USER_INPUT'],
    ['subscription { notificationReceived { cursor } }', 'BAD_USER_INPUT'],
    ['{ tasks { totalCount \u0000 } }', 'BAD_USER_INPUT'],
    ['mutation { trackEvents(input: {events: [{name: "a", properties: {n: 1e999}}]}) { accepted } }', 'BAD_USER_INPUT'],
    [
      `{ searchKnowledge(query: "a", filter: {metadata: [{path: ["n"], lt: ${'9'.repeat(400)}}]}) { modeUsed } }`,
      'BAD_USER_INPUT',
    ],
    ['\ud800', 'BAD_USER_INPUT'],
    [`{ ${'viewer { id } '.repeat(10_000)} }`, 'OPERATION_TOO_COMPLEX'],
    [
      `{ ${deep('viewer { memberships { user { memberships { organization {', '} } } } }', 500)} }`,
      'OPERATION_TOO_COMPLEX',
    ],
    [`{ ${deep('... {', '}', 3_000)} }`, 'OPERATION_TOO_COMPLEX'],
    [`query ($a: ${deep('[', ']', 3_000)}) { viewer { id } }`, 'OPERATION_TOO_COMPLEX'],
    [`mutation { trackEvents(input: ${deep('{a:', '}', 3_000)}) { accepted } }`, 'OPERATION_TOO_COMPLEX'],
  ])('%.60s', async (query, code) => {
    const answer = await ask(mine.owner, query);
    expect({ codes: codesOf(answer), data: answer.data ?? null }).toEqual({ codes: [code], data: null });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer)).not.toMatch(/call stack|stacktrace|node_modules/);
  });

  test('federation is no part of the public API', async () => {
    for (const query of [
      '{ _service { sdl } }',
      '{ _entities(representations: [{ __typename: "Task", id: "x" }]) { __typename } }',
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    ]) {
      const answer = await ask(mine.owner, query);
      expect({ codes: codesOf(answer), data: answer.data ?? null }).toEqual({ codes: ['BAD_USER_INPUT'], data: null });
    }
  });

  test('values that nest without end are refused before anything recurses into them', async () => {
    const nested = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const query = 'mutation ($input: TrackEventsInput!) { trackEvents(input: $input) { accepted } }';
    const answer = await post(
      `{"query":${JSON.stringify(query)},"variables":{"input":{"events":[{"name":"deep","properties":${nested}}]}}}`,
    );
    expect(codesOf(answer)).toEqual(['OPERATION_TOO_COMPLEX']);
  });
});

describe('bodies that are no request', () => {
  test.each([
    ['no JSON', '{"query":', {}, 400],
    ['an empty body', '', {}, 400],
    ['null', 'null', {}, 400],
    ['a string', '"{ viewer { id } }"', {}, 400],
    ['a batch', `[${JSON.stringify({ query: status })}]`, {}, 400],
    ['a query that is no string', '{"query":{"a":1}}', {}, 400],
    ['variables that are no object', `{"query":${JSON.stringify(status)},"variables":[1]}`, {}, 400],
    ['variables that are text', `{"query":${JSON.stringify(status)},"variables":"x"}`, {}, 400],
    ['an operation name that is no string', `{"query":${JSON.stringify(status)},"operationName":1}`, {}, 400],
    ['an operation that is not there', `{"query":${JSON.stringify(status)},"operationName":"Nope"}`, {}, 400],
    ['a persisted query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', {}, 200],
    ['another prototype', `{"query":${JSON.stringify(status)},"__proto__":{"x":1}}`, {}, 400],
    ['a form', 'query={viewer{id}}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['bytes', '\u0000\u0001', { 'content-type': 'application/octet-stream' }, 415],
  ])('%s', async (_what, body, headers, expected) => {
    const answer = await post(body, headers);
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({ status: expected, codes: ['BAD_USER_INPUT'] });
    expect(answer.errors?.[0]?.message).toEqual(expect.any(String));
  });

  test('more than 10 MiB: 413 with an error as GraphQL writes them; 10 MiB less a little is read', async () => {
    const mebibytes = (count: number) =>
      `{"query":${JSON.stringify(status)},"padding":"${'x'.repeat(count * 1024 * 1024)}"}`;
    const tooLarge = await post(mebibytes(10));
    expect([tooLarge.status, codesOf(tooLarge)]).toEqual([413, ['BAD_USER_INPUT']]);
    expect((await post(mebibytes(9.9))).status).toBe(200);
  });

  test('more than 16 KiB of headers: 431 in the same form', async () => {
    const answer = await post('{}', { 'x-organization-id': 'x'.repeat(20_000) });
    expect([answer.status, codesOf(answer)]).toEqual([431, ['BAD_USER_INPUT']]);
  });

  test('a GET that could be a foreign page’s form or image is refused', async () => {
    const response = await fetch(`${stackUrl()}?query=${encodeURIComponent('{ __typename }')}`);
    expect(response.status).toBe(400);
    const write = await fetch(
      `${stackUrl()}?query=${encodeURIComponent('mutation { deleteDocument(id: "x") { deletedId } }')}`,
      {
        headers: { 'apollo-require-preflight': '1', authorization: `Bearer ${mine.owner.token}` },
      },
    );
    expect(write.status).toBe(405);
  });

  test('another address is NOT_FOUND in the same form', async () => {
    for (const path of ['/', '/nope', '/graphql/', '/_entities', '/internal/session', '/dev', '/dev/token/x']) {
      const response = await fetch(new URL(path, stackUrl()), { method: 'POST' });
      expect(response.status).toBe(404);
      expect(codesOf((await response.json()) as Answer)).toEqual(['NOT_FOUND']);
    }
  });
});

describe('documents that are too much', () => {
  const add = (documents: readonly object[]) =>
    send(stackUrl(), mine.owner, {
      query: 'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }',
      variables: { input: { documents } },
    });
  const count = async () =>
    (await run<{ knowledgeStatus: { documents: number } }>('KnowledgeStatus', mine.owner)).knowledgeStatus.documents;
  const good = { title: 'Good', content: 'This one is fine.' };

  test.each([
    ['a document of more than 1 MiB', [good, { title: 'Large', content: 'é'.repeat(525_000) }], 'documents.1.content'],
    ['more than 100', Array.from({ length: 101 }, () => good), 'documents'],
    ['none', [], 'documents'],
    ['an empty one', [good, { title: 'Empty', content: ' \n' }], 'documents.1.content'],
    ['no title', [good, { title: '', content: 'x' }], 'documents.1.title'],
    ['a PDF', [good, { title: 'PDF', content: '%PDF-1.7\n%âãÏÓ\n1 0 obj' }], 'documents.1.content'],
    ['bytes', [good, { title: 'Bytes', content: '\u0001\u0002\u0003\u0004\u0005\u0006 text' }], 'documents.1.content'],
    ['NUL', [good, { title: 'N', content: `a\u0000${'b'.repeat(5_000)}` }], 'documents.1.content'],
    ['half a surrogate pair', [good, { title: 'a\ud800', content: 'x' }], 'documents.1.title'],
    [
      'a type that is no text',
      [good, { title: 'T', content: 'x', contentType: 'application/pdf' }],
      'documents.1.contentType',
    ],
    [
      'the same external id twice',
      [
        { ...good, externalId: 'e' },
        { ...good, externalId: 'e' },
      ],
      'documents.1.externalId',
    ],
  ])('%s: the batch is refused as a whole and says where', async (_what, documents, field) => {
    const before = await count();
    const answer = await add(documents);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    const fields = answer.errors?.[0]?.extensions['fields'] as { path: string; message: string }[];
    expect(fields.map(({ path }) => path)).toEqual([expect.stringContaining(field)]);
    expect(await count()).toBe(before);
  });

  test('exactly 1 MiB is taken', async () => {
    const answer = await add([{ title: 'Just', content: 'x'.repeat(1024 * 1024) }]);
    expect(answer.errors).toBeUndefined();
  });
});

describe('cursors', () => {
  const lists: readonly (readonly [string, string, string])[] = [
    ['tasks', '', 'edges { cursor }'],
    ['documents', '', 'edges { cursor }'],
    ['members', '', 'edges { cursor }'],
    ['apiKeys', '', 'edges { cursor }'],
    ['auditLog', '', 'edges { cursor }'],
    ['metrics', '', 'edges { cursor }'],
    ['notifications', '', 'edges { cursor }'],
    ['searchKnowledge', 'query: "marker", ', 'edges { cursor }'],
  ];

  test.each(lists)(
    '%s: BAD_USER_INPUT for what is no cursor of it, and bounds on first',
    async (field, args, selection) => {
      const page = (given: string, as: Identity = mine.owner) =>
        ask(as, `{ ${field}(${args}${given}) { ${selection} } }`);
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const nonsense = [
        'x',
        'e30',
        '%',
        encode(null),
        encode([]),
        encode(['x']),
        encode({}),
        encode([1, 2, 3, 4, 5]),
        encode([randomUUID(), { a: 1 }]),
      ];
      for (const after of nonsense) {
        expect({ after, codes: codesOf(await page(`after: "${after}"`)) }).toEqual({
          after,
          codes: ['BAD_USER_INPUT'],
        });
      }
      for (const first of [0, -1, 1_000, 2_147_483_647]) {
        expect({ first, codes: codesOf(await page(`first: ${first}`)) }).toEqual({ first, codes: ['BAD_USER_INPUT'] });
      }
    },
  );

  test('one of another tenant shows nothing of it', async () => {
    for (const [field, args, selection] of lists) {
      const own = await ask(theirs.owner, `{ ${field}(${args}first: 1) { ${selection} } }`);
      const edges = (own.data?.[field] as { edges: { cursor: string }[] } | undefined)?.edges ?? [];
      // Those two are filled by jobs, which may not have run yet.
      if (!['searchKnowledge', 'metrics'].includes(field)) expect({ field, edges }).not.toEqual({ field, edges: [] });
      for (const { cursor } of edges) {
        const node = field === 'metrics' ? 'name' : 'id';
        const foreign = await ask(mine.owner, `{ ${field}(${args}after: "${cursor}") { edges { node { ${node} } } } }`);
        expect(JSON.stringify(foreign)).not.toContain(theirs.marker);
        expect([[], ['BAD_USER_INPUT']]).toContainEqual(codesOf(foreign));
      }
    }
  });

  test('one of another person’s inbox is BAD_USER_INPUT', async () => {
    for (const as of [mine.owner, theirs.member]) {
      const answer = await ask(as, `{ notifications(after: "${mine.notificationCursor}") { unreadCount } }`);
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    }
  });
});
