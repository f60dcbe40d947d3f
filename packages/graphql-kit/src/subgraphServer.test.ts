import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signInternalToken } from '@prism/auth/internalToken';
import { badUserInput, notFound } from '@prism/errors/errors';
import { send } from '@prism/testkit/apiClient';
import { internalHeaders, sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { createLogger } from '@prism/telemetry/logger';
import { createSubgraphServer, type RunningSubgraph } from './subgraphServer.ts';

const sdl = `
  "Root." type Query { ok(at: DateTime): String! missing: String faulty: String broken: String away: String }
  "Root." type Subscription { ticks: Int! }
`;

const resolvers = {
  Query: {
    ok: (_parent: unknown, _args: unknown, { session }: { session: { organizationId: string } }) =>
      session.organizationId,
    missing: () => {
      throw notFound('Thing');
    },
    faulty: () => {
      throw badUserInput([{ path: 'input.name', message: 'must not be empty' }]);
    },
    broken: () => {
      throw new Error('SELECT secret FROM internals');
    },
    away: () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    },
  },
};

let folder: string;
let subgraph: RunningSubgraph;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'prism-kit-'));
  await writeFile(path.join(folder, 'schema.graphql'), sdl);
  subgraph = await createSubgraphServer({
    name: 'kit',
    schemaFolder: folder,
    resolvers,
    internalTokenSecret: testTokenSecret,
    port: 0,
    log: createLogger('kit', 'silent'),
    createContext: (request) => request,
    ready: () => Promise.reject(new Error('the database is away')),
  });
});

afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true });
});

const session = sessionOf();
async function query(text: string) {
  const { authorization } = await internalHeaders(session);
  return send(subgraph.url, { token: authorization.replace('Bearer ', '') }, { query: text });
}
const codesOf = (answer: Awaited<ReturnType<typeof query>>) =>
  answer.errors?.map(({ extensions }) => extensions['code']);

test('knows who asks from the internal token', async () => {
  expect((await query('{ ok }')).data).toEqual({ ok: session.organizationId });
});

test.each([
  ['no token', undefined],
  ['nonsense', 'nonsense'],
  ['a token signed with another key', signInternalToken('another key of at least 32 characters', session)],
])('answers nothing to %s', async (_name, token) => {
  const value = await token;
  const answer = await send(subgraph.url, value === undefined ? {} : { token: value }, { query: '{ __typename ok }' });
  expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
  expect(answer.data ?? null).toBeNull();
});

test('tells the client what it can act on', async () => {
  expect((await query('{ missing }')).errors).toMatchObject([
    { message: 'Thing not found.', path: ['missing'], extensions: { code: 'NOT_FOUND' } },
  ]);
  expect((await query('{ faulty }')).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.name', message: 'must not be empty' }] } },
  ]);
  expect(codesOf(await query('{ nothing }'))).toEqual(['BAD_USER_INPUT']);
  expect(codesOf(await query('{ ok('))).toEqual(['BAD_USER_INPUT']);
  expect(codesOf(await query('{ ok(at: "yesterday") }'))).toEqual(['BAD_USER_INPUT']);
});

test('masks what the client must not see', async () => {
  const broken = await query('{ broken }');
  expect(codesOf(broken)).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(JSON.stringify(broken)).not.toMatch(/SELECT|internals|stack/);
  const away = await query('{ away }');
  expect(codesOf(away)).toEqual(['UPSTREAM_UNAVAILABLE']);
  expect(JSON.stringify(away)).not.toContain('10.0.0.7');
});

test('answers probes without a token', async () => {
  const at = (route: string) => fetch(new URL(route, subgraph.url));
  expect((await at('/health')).status).toBe(200);
  expect((await at('/readiness')).status).toBe(503);
  expect(await (await at('/metrics')).text()).toContain('process_cpu_seconds_total');
});
