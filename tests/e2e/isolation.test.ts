import { randomUUID } from 'node:crypto';
import {
  ask,
  closeCodeOf,
  codesOf,
  connectionOf,
  openSocket,
  send,
  type Answer,
  type Identity,
} from '@prism/testkit/apiClient';
import { createTenant, signIn, stackUrl, type Person } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import { getNamedType } from 'graphql';
import type { ContractOperation } from './operationsFile.ts';
import { argumentPaths, valueAt, wholeApi, withValueAt } from './publicSchema.ts';
import { createWorld, run, variablesFor, type World } from './world.ts';

// Two tenants that know each other's ids. Whatever one sends of the other's must be answered as if it had made it up.

const operations = wholeApi().filter(({ type }) => type !== 'subscription');
let mine: World;
let theirs: World;
/** Owner of both organizations, who asks in mine. */
let both: Person & Identity;

beforeAll(async () => {
  [mine, theirs] = await Promise.all([createWorld(), createWorld()]);
  const person = await signIn('Both');
  for (const { owner } of [mine, theirs]) {
    await run('InviteMember', owner, { input: { email: person.email, role: 'OWNER' } });
  }
  both = { ...person, organization: mine.tenant.id };
});

/** All that the other tenant has, as its owner sees it. */
const theirState = () =>
  ask(stackUrl(), theirs.owner, {
    query: `{
      tasks(first: 100) { totalCount edges { node { id title description status updatedAt assignee { id } documents { id } } } }
      documents(first: 100) { edges { node { id title externalId version collection { id } } } }
      collections { id name access }
      conversations(first: 100) { edges { node { id title } } }
      crawls(first: 100) { edges { node { id status } } }
      evaluationSets(first: 100) { edges { node { id questionCount runs { edges { node { id status } } } } } }
      members(first: 100) { totalCount edges { node { role user { id } } } }
      invitations { totalCount }
      apiKeys(first: 100) { edges { node { id name revokedAt } } }
      auditLog(first: 100) { edges { node { id } } }
      notifications(first: 100) { unreadCount edges { node { id readAt } } }
      notificationPreferences { kind inApp email webhook }
      metrics(first: 100) { edges { node { name } } }
    }`,
  });

/** What differs between two answers for no other reason than the id that was asked for, and what each made anew and when. */
const shapeOf = ({ status, data, errors }: Answer, id: string) =>
  JSON.parse(
    JSON.stringify({ status, data, errors })
      .replaceAll(id, 'ID')
      .replaceAll(/\b[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}\b/g, 'ID')
      // A conversation grows with each question.
      .replaceAll(/"inputTokens":\d+/g, '"inputTokens":0')
      .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"TIME"'),
  ) as unknown;

const idPaths = (operation: ContractOperation) =>
  argumentPaths(operation).filter(({ type }) => getNamedType(type).name === 'ID' && !String(type).startsWith('['));

/** An announcement goes to people by name or to who watches something, never to both. */
/** Where ids and a filter exclude each other, the filter stands alone. */
const byFilter = { input: {} };
const toWatchers = { input: { title: 'News', watchersOf: { type: 'TASK' } } };

describe('ids of another tenant', () => {
  const withIds = operations.filter((operation) => idPaths(operation).length > 0);

  test('there are operations of every subgraph that take ids', () => {
    const names = withIds.map(({ name }) => name);
    for (const name of [
      'RevokeApiKey',
      'Document',
      'CreateTask',
      'UpdateTask',
      'Tasks',
      'MarkNotificationsRead',
      'Announce',
    ]) {
      expect(names).toContain(name);
    }
  });

  let before: unknown;
  beforeAll(async () => {
    before = await theirState();
  });

  test.each(withIds)('$type $name answers them as ids that nobody has', async (operation) => {
    const { tenant, owner, member, marker: _, apiKeySecret: __, notificationCursor: ___, ...others } = theirs;
    const foreign = [tenant.id, owner.id, member.id, ...Object.values(others)];
    const baseline = variablesFor(operation.name, mine);
    for (const { path } of idPaths(operation)) {
      const isDeadLetterFilter = operation.name.endsWith('Deliveries') && path[1] === 'filter';
      const variables = path.includes('watchersOf') ? toWatchers : isDeadLetterFilter ? byFilter : baseline;
      const attempt = (as: Identity, id: string) =>
        send(stackUrl(), as, {
          query: operation.query,
          variables: withValueAt(variables, path, id) as Record<string, unknown>,
        });
      for (const as of [mine.owner, both]) {
        const unknownId = randomUUID();
        const expected = shapeOf(await attempt(as, unknownId), unknownId);
        // Who belongs to both tries ids of every kind; the other one those that belong there, where that is known.
        const own = as === both ? undefined : valueAt(variablesFor(operation.name, theirs), path);
        const ids = foreign.filter((id) => id === own);
        const tried = ids.length > 0 ? ids : foreign;
        const answers = await Promise.all(tried.map((id) => attempt(as, id)));
        answers.forEach((answer, index) => {
          expect(JSON.stringify(answer)).not.toContain(theirs.marker);
          expect(codesOf(answer)).not.toContain('FORBIDDEN');
          expect({ path, answer: shapeOf(answer, tried[index] ?? '') }).toEqual({ path, answer: expected });
        });
        // Nothing, or nothing found: an id of nobody must not do anything either.
        expect([[], ['NOT_FOUND']]).toContainEqual(codesOf(expected as Answer));
      }
    }
    expect(await theirState()).toEqual(before);
  });
});

describe('names that two tenants share', () => {
  test('an external id replaces nothing elsewhere', async () => {
    const before = await theirState();
    const { addDocuments } = await run<{ addDocuments: { documents: { id: string }[] } }>('AddDocuments', mine.owner, {
      input: { documents: [{ externalId: theirs.marker, title: 'Mine', content: 'Mine.' }] },
    });
    expect(addDocuments.documents[0]?.id).not.toBe(theirs.documentId);
    expect(await theirState()).toEqual(before);
    await run('DeleteDocument', mine.owner, { id: addDocuments.documents[0]?.id });
  });

  test('an idempotency key is each tenant’s own', async () => {
    const input = { title: 'Once', recipientIds: null, idempotencyKey: randomUUID() };
    const event = { name: 'shared', idempotencyKey: randomUUID() };
    const ids = new Set<string>();
    for (const { owner } of [mine, theirs]) {
      const { announce } = await run<{ announce: { announcement: { id: string } } }>('Announce', owner, { input });
      ids.add(announce.announcement.id);
      const { trackEvents } = await run<{ trackEvents: object }>('TrackEvents', owner, { input: { events: [event] } });
      expect(trackEvents).toEqual({ accepted: 1, rejected: [] });
    }
    expect(ids.size).toBe(2);
  });

  test('neither search nor answers nor metrics know the other’s', async () => {
    for (const mode of ['HYBRID', 'KEYWORD', 'VECTOR']) {
      const found = await run('SearchKnowledge', mine.owner, {
        query: `The ${theirs.marker} is secret`,
        mode,
        first: 50,
      });
      expect(JSON.stringify(found)).not.toContain(theirs.marker);
    }
    // Not in mine, whose list of unanswered questions is looked through below.
    const stranger = await createTenant('Strangers');
    const { askKnowledge } = await run<{ askKnowledge: { citations: unknown[] } }>('AskKnowledge', stranger.owner, {
      question: `What is ${theirs.marker}?`,
    });
    expect(JSON.stringify(askKnowledge.citations)).not.toContain(theirs.marker);
    const { metricSeries } = await run<{ metricSeries: { points: { count: number }[] } }>('MetricSeries', mine.owner, {
      ...variablesFor('MetricSeries', theirs),
    });
    expect(metricSeries.points.every(({ count }) => count === 0)).toBe(true);
  });

  test('lists hold nothing of the other', async () => {
    for (const as of [mine.owner, both]) {
      for (const operation of operations.filter(({ type }) => type === 'query')) {
        const variables = variablesFor(operation.name, mine);
        const answer = await send(stackUrl(), as, { query: operation.query, variables });
        // A person of both organizations may see the names of both.
        const shown = JSON.stringify(answer).replaceAll(as === both ? `Org ${theirs.marker}` : '', '');
        expect({ name: operation.name, leaks: shown.includes(theirs.marker) }).toEqual({
          name: operation.name,
          leaks: false,
        });
      }
    }
  });
});

describe('who leaves', () => {
  const query = '{ tasks { totalCount } }';
  /** Resolves once somebody is answered with exactly this code, or with no error. */
  const untilAnswered = (as: Identity, code: string | null, operation = query) =>
    until(async () => codesOf(await send(stackUrl(), as, { query: operation })).join() === (code ?? ''), {
      // Sooner than what is remembered of somebody would be forgotten by itself.
      limitMs: 8_000,
      everyMs: 50,
    });

  test('a removed member loses access within seconds, and an open subscription ends', async () => {
    const member = await mine.tenant.invite('Leaver', 'MEMBER');
    await untilAnswered(member, null);
    const socket = openSocket(stackUrl(), member);
    const [connected, closeCode] = [connectionOf(socket), closeCodeOf(socket)];
    const events = socket.iterate({ query: 'subscription { notificationReceived { cursor } }' });
    const next = events.next().catch((error: unknown) => error);
    await connected;
    await ask(stackUrl(), mine.owner, {
      query: 'mutation ($id: ID!) { removeMember(userId: $id) { removedUserId } }',
      variables: { id: member.id },
    });
    await untilAnswered(member, 'NOT_FOUND');
    expect(await closeCode).toBe(4403);
    await next;
    await socket.dispose();
  });

  test('a demoted member loses the right to write within seconds', async () => {
    const member = await mine.tenant.invite('Demoted', 'MEMBER');
    const write = 'mutation { createTask(input: { title: "t" }) { task { id } } }';
    await untilAnswered(member, null, write);
    await ask(stackUrl(), mine.owner, {
      query: 'mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { membership { id } } }',
      variables: { input: { userId: member.id, role: 'VIEWER' } },
    });
    await untilAnswered(member, 'FORBIDDEN', write);
  });
});
