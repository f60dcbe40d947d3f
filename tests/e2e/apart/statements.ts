import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Identity } from '@prism/testkit/apiClient';
import { createTenant, type Tenant } from '@prism/testkit/people';
import type { Stack } from '@prism/testkit/stack';
import { readContract } from '../operationsFile.ts';
import type { Suite } from './suite.ts';

// A page costs the same number of SQL statements however many rows it has. Counted by Prism's own counter, while
// nobody else uses it.

let stack: Stack;
let tenant: Tenant;
const tasks = 60;
const contract = new Map(readContract().map(({ name, query }) => [name, query]));

const as = (who: Identity, query: string, variables: Record<string, unknown> = {}) =>
  ask<Record<string, { edges: unknown[] }>>(stack.url, who, { query, variables });

/** Sixty tasks, each created by, assigned to and about something else than the one before. */
async function fill(): Promise<void> {
  const people = await Promise.all(Array.from({ length: 8 }, (_, index) => tenant.invite(`P${index}`, 'MEMBER')));
  const { addDocuments } = await ask<{ addDocuments: { documents: { id: string }[] } }>(stack.url, tenant.owner, {
    query: contract.get('AddDocuments') ?? '',
    variables: { input: { documents: people.map((_, index) => ({ title: `D${index}`, content: `Text ${index}.` })) } },
  });
  const documents = addDocuments.documents.map(({ id }) => id);
  await Promise.all(
    people.map(async (person, offset) => {
      for (let index = offset; index < tasks; index += people.length) {
        await as(person, contract.get('CreateTask') ?? '', {
          input: {
            title: `Task ${index}`,
            assigneeId: people[(index + 1) % people.length]?.id,
            documentIds: [documents[index % documents.length], documents[(index + 3) % documents.length]],
          },
        });
      }
    }),
  );
}

/** Statements so far, those left out that look for work by the clock, as all of the relay's do. */
async function countStatements(): Promise<number> {
  const text = await (await fetch(new URL('/metrics', stack.url))).text();
  const lines = text.matchAll(/^prism_sql_statements_total\{role="([^"]+)",cause="work"\} (\d+)/gm);
  return [...lines].reduce((sum, [, role, count]) => (role === 'prism_relay' ? sum : sum + Number(count)), 0);
}

/** Resolves once no job has run for a second. */
async function quiet(): Promise<void> {
  let before = -1;
  for (let now = await countStatements(); now !== before; now = await countStatements()) {
    before = now;
    await sleep(1_000);
  }
}

/** The least of five times: now and then a request also has its session looked up anew. */
async function costOf(query: string, first: number): Promise<{ rows: number; cost: number }> {
  const costs: number[] = [];
  let rows = 0;
  for (let time = 0; time < 5; time += 1) {
    const before = await countStatements();
    const data = await as(tenant.owner, query, { first });
    rows = Object.values(data)[0]?.edges.length ?? 0;
    costs.push((await countStatements()) - before);
  }
  return { rows, cost: Math.min(...costs) };
}

export const statements: Suite = { open: async () => ({}), close: async () => {}, register };

function register(getStack: () => Stack): void {
  beforeAll(async () => {
    stack = getStack();
    tenant = await createTenant('Acme', stack.url);
    await fill();
    await quiet();
  }, 120_000);

  const userAndWork = '{ id displayName assignedTasks(first: 3) { edges { node { title } } } }';
  test.each([
    ['tasks with assignee, creator and documents', contract.get('Tasks') ?? ''],
    ['an audit log with its actors', contract.get('AuditLog') ?? ''],
    ['an inbox with actors and subjects', contract.get('Inbox') ?? ''],
    [
      'documents with who made them',
      'query ($first: Int) { documents(first: $first) { edges { node { title createdBy { displayName } } } } }',
    ],
    [
      'members with their organizations',
      'query ($first: Int) { members(first: $first) { edges { node { role user { displayName memberships { role } } } } } }',
    ],
    [
      'tasks with the work of whoever does them',
      `query ($first: Int) { tasks(first: $first) { edges { node { assignee ${userAndWork} } } } }`,
    ],
  ])('%s: constant', async (_what, query) => {
    const small = await costOf(query, 5);
    const large = await costOf(query, 50);
    expect(small.rows).toBeGreaterThan(0);
    expect(large.rows).toBeGreaterThanOrEqual(small.rows);
    expect(large.cost).toBe(small.cost);
    expect(large.cost).toBeGreaterThan(0);
    expect(large.cost).toBeLessThanOrEqual(10);
  });

  test('the page of tasks has fifty rows', async () => {
    expect((await costOf(contract.get('Tasks') ?? '', 50)).rows).toBe(50);
  });
}
