import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ask, closeCodeOf, connectionOf, openSocket, type Identity } from '@prism/testkit/apiClient';
import { createOwnServices, type OwnServices } from '@prism/testkit/ownServices';
import { createTenant, type Tenant } from '@prism/testkit/people';
import { startStack, type Stack } from '@prism/testkit/stack';
import { until } from '@prism/testkit/until';

// The whole process dies, with or without warning, and starts again on what it left.

const total = 200;
const patience = { limitMs: 60_000, everyMs: 200 };
let dataFolder: string;
let services: OwnServices;
let stack: Stack;
let tenant: Tenant;

// Soon enough for a test what an operator waits half a minute for.
const start = (more: Record<string, string> = {}) =>
  startStack({ dataFolder, env: { ...services.env, OUTBOX_RECONCILE_AFTER_MS: '1000', ...more } });

beforeAll(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), 'prism-crash-'));
  services = await createOwnServices('crash');
  stack = await start();
  tenant = await createTenant('Acme', stack.url);
}, 120_000);
afterAll(async () => {
  await stack.stop('SIGKILL');
  await services.drop();
  await rm(dataFolder, { recursive: true, force: true });
});

interface Status {
  readonly documents: number;
  readonly chunks: number;
  readonly pending: number;
  readonly failed: number;
}

const run = <D>(query: string, variables: Record<string, unknown> = {}, as: Identity = tenant.owner) =>
  ask<D>(stack.url, as, { query, variables });

async function status(): Promise<Status> {
  const answer = await run<{ knowledgeStatus: Status }>('{ knowledgeStatus { documents chunks pending failed } }');
  return answer.knowledgeStatus;
}

/** One chunk each. */
const contentOf = (index: number) =>
  `Document ${index} says that valve ${index} is opened by wheel number ${index * 7}.`;

async function addDocuments(from: number): Promise<void> {
  await run('mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }', {
    input: {
      documents: Array.from({ length: 100 }, (_, index) => ({
        externalId: `d${from + index}`,
        title: `Document ${from + index}`,
        content: contentOf(from + index),
      })),
    },
  });
}

/** Kills the process without warning as soon as `share` of the documents are READY, and starts it anew. */
async function killAt(share: number): Promise<Status> {
  let now = await status();
  while (now.documents - now.pending < total * share) {
    await sleep(50);
    now = await status();
  }
  expect(await stack.stop('SIGKILL')).toBeNull();
  stack = await start();
  return now;
}

test('killed twice in the middle of 200 documents: all become READY, none twice, nothing is lost', async () => {
  for (let from = 0; from < total; from += 100) await addDocuments(from);
  const first = await killAt(0.1);
  const second = await killAt(0.5);
  // Else nothing was in the middle of anything.
  expect([first.pending > 0, second.pending > 0]).toEqual([true, true]);
  const began = performance.now();
  for (let now = await status(); now.pending > 0; now = await status()) await sleep(200);
  expect(await status()).toEqual({ documents: total, chunks: total, pending: 0, failed: 0 });
  expect(performance.now() - began).toBeLessThan(60_000);
}, 180_000);

test('each is found once, by what only it says', async () => {
  const search =
    'query ($query: String!) { searchKnowledge(query: $query, mode: KEYWORD, first: 50) { edges { node { text document { externalId } } } } }';
  for (const index of [0, 57, 123, 150, 199]) {
    const { searchKnowledge } = await run<{
      searchKnowledge: { edges: { node: { document: { externalId: string } } }[] };
    }>(search, { query: `valve ${index}` });
    const found = searchKnowledge.edges.map(({ node }) => node.document.externalId);
    expect(found[0]).toBe(`d${index}`);
    expect(found.filter((id) => id === `d${index}`)).toHaveLength(1);
  }
});

interface Inbox {
  readonly notifications: {
    readonly edges: { node: { kind: string; subject: { id: string } } }[];
    readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

test('whoever added them is told of each once', async () => {
  const seen: string[] = [];
  const page =
    'query ($after: String) { notifications(first: 100, after: $after) { edges { node { kind subject { __typename ... on Document { id } } } } pageInfo { hasNextPage endCursor } } }';
  const readAll = async () => {
    seen.length = 0;
    let after: string | null = null;
    do {
      const { notifications }: Inbox = await run<Inbox>(page, { after });
      seen.push(...notifications.edges.map(({ node }) => `${node.kind} ${node.subject.id}`));
      after = notifications.pageInfo.hasNextPage ? notifications.pageInfo.endCursor : null;
    } while (after !== null);
    return seen.length;
  };
  // A job that the killed process held goes on only when its lock has run out.
  await until(async () => (await readAll()) >= total, patience);
  // Whatever still comes would be one too many.
  await sleep(1_500);
  await readAll();
  expect(seen).toHaveLength(total);
  expect(new Set(seen).size).toBe(total);
}, 90_000);

test('metrics counted each once', async () => {
  const metrics = '{ metrics { edges { node { name count } } } }';
  const counts = async () => {
    const answer = await run<{ metrics: { edges: { node: { name: string; count: number } }[] } }>(metrics);
    return Object.fromEntries(answer.metrics.edges.map(({ node }) => [node.name, node.count]));
  };
  const expected = { 'document.added': total, 'document.ready': total };
  // Any of the two may be the last.
  await until(async () => isDeepStrictEqual(await counts(), expected), patience);
  // Whatever still comes would be one too many.
  await sleep(1_500);
  expect(await counts()).toEqual(expected);
}, 90_000);

test('tokens from before still work, and Ctrl-C ends it cleanly while somebody listens', async () => {
  const socket = openSocket(stack.url, tenant.owner);
  const [connected, closeCode] = [connectionOf(socket), closeCodeOf(socket)];
  const next = socket
    .iterate({ query: 'subscription { notificationReceived { cursor } }' })
    .next()
    .catch((error: unknown) => error);
  await connected;
  const began = performance.now();
  expect(await stack.stop('SIGINT')).toBe(0);
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(await closeCode).toBe(1001);
  await next;
  expect(stack.output()).not.toMatch(/"level":"(error|fatal)"/);
  stack = await start();
  expect(await status()).toMatchObject({ documents: total, pending: 0 });
}, 120_000);

test('on a port that is taken it says so and exits with 1', async () => {
  const port = new URL(stack.url).port;
  const other = await mkdtemp(path.join(tmpdir(), 'prism-port-'));
  const failure = startStack({ dataFolder: other, env: { ...services.env, PORT: port, LOG_LEVEL: 'info' } });
  await expect(failure).rejects.toThrow(new RegExp(`ended with 1[^]*Port ${port} is already in use`));
  await rm(other, { recursive: true, force: true });
});

const embedded = !process.env['DATABASE_URL'];
(embedded ? test : test.skip)('a second one on the same data is refused, and the first goes on', async () => {
  await expect(start({ PORT: '0' })).rejects.toThrow(/ended with 1[^]*in use by another running Prism/);
  expect(await status()).toMatchObject({ documents: total });
});
