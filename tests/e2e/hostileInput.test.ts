import { ask, openSocket, send, type Answer, type Identity } from '@prism/testkit/apiClient';
import { inTurns } from '@prism/testkit/inTurns';
import { createTenant, stackUrl } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import { getNamedType, isScalarType } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostileValues } from './hostileValues.ts';
import type { ContractOperation } from './operationsFile.ts';
import { argumentPaths, fitsTypes, wholeApi, withValueAt } from './publicSchema.ts';
import { createWorld, variablesFor, type World } from './world.ts';

// Every operation of the API with every hostile value in every place of its variables: no answer may be an internal error,
// say anything of the inside, or leave something half-written.

const operations = wholeApi();
/** One or two of every subgraph and of every kind, with each scalar among them. */
const triedWithAll = new Set([
  ...['CreateOrganization', 'CreateApiKey', 'AddDocuments', 'SearchKnowledge', 'answerStream', 'CreateTask', 'Tasks'],
  ...['Announce', 'TrackEvents', 'MetricSeries'],
]);
let written: World;
let read: World;

beforeAll(async () => {
  [written, read] = await Promise.all([createWorld(), createWorld()]);
}, 120_000);

interface Case {
  readonly label: string;
  readonly variables: Record<string, unknown>;
  /** Nothing runs: the types of the variables say no. */
  readonly isMistyped: boolean;
  /** A subscription may be accepted: any filter is one, any text a question, and nothing asked for is everything. */
  readonly mayStand: boolean;
}

function casesOf(operation: ContractOperation, world: World): Case[] {
  const all = triedWithAll.has(operation.name);
  return argumentPaths(operation).flatMap(({ path, type }) =>
    hostileValues(type, { all }).map((value) => {
      const variables = withValueAt(variablesFor(operation.name, world), path, value) as Record<string, unknown>;
      const isMistyped = !fitsTypes(operation, variables);
      const isFree = path[0] === 'filter' || path[0] === 'question' || value === null || value === '';
      const label = `${path.join('.')} = ${JSON.stringify(value).slice(0, 60)}`;
      return { label, variables, isMistyped, mayStand: isFree && !isMistyped };
    }),
  );
}

/** The closed set that clients rely on, without the two that say that it is Prism's fault. */
const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'QUOTA_EXCEEDED',
  'PERSISTED_QUERY_REQUIRED',
  'OPERATION_TOO_COMPLEX',
];

/** What is wrong with how an answer says no; null when nothing is. */
function faultOf({ errors }: Pick<Answer, 'errors'>): string | null {
  for (const { message, extensions } of errors ?? []) {
    const code = String(extensions['code']);
    if (!errorCodes.includes(code)) return `${code}: ${message}`;
    const text = JSON.stringify({ message, extensions });
    const inside =
      /node_modules|\.ts:\d|\bat \w+ \(|file:\/\/|SELECT |violates|constraint|relation "|127\.0\.0\.1|stacktrace|Cannot read|undefined|is not a function/.exec(
        text,
      );
    if (inside) return `it shows the inside (${inside[0]}): ${message.slice(0, 300)}`;
    if (message.length > 5_000) return `its message has ${message.length} characters`;
    const known = ['code', 'fields', 'retryAfter'];
    const others = Object.keys(extensions).filter((name) => !known.includes(name));
    if (others.length > 0) return `its extensions carry ${others.join()}`;
  }
  return null;
}

/** All that the API shows of an organization and that no background job changes once its documents are indexed. */
const everything = `{
  viewer { memberships { role organization { name slug } } }
  tasks(first: 100) { totalCount edges { node { title description status priority dueAt updatedAt assignee { id } documents { id } } } }
  knowledgeStatus { documents }
  documents(first: 100) { edges { node { id externalId title contentType metadata version } } }
  members(first: 100) { totalCount edges { node { role user { id } } } }
  invitations(first: 100) { totalCount edges { node { role user { email } } } }
  apiKeys(first: 100) { edges { node { id name scopes expiresAt revokedAt } } }
  auditLog(first: 100) { edges { node { id } } }
  notificationPreferences { kind inApp email webhook }
}`;

const snapshot = (as: Identity) => ask(stackUrl(), as, { query: everything });

/** Until then a document has the title of the version before. */
const indexed = (as: Identity) =>
  until(
    async () => {
      const query = '{ knowledgeStatus { pending } }';
      return (
        (await ask<{ knowledgeStatus: { pending: number } }>(stackUrl(), as, { query })).knowledgeStatus.pending === 0
      );
    },
    { everyMs: 50 },
  );

const scalarsOf = (some: readonly ContractOperation[]) => {
  const types = some.flatMap(argumentPaths).map(({ type }) => getNamedType(type));
  return new Set(types.filter(isScalarType).map(({ name }) => name));
};

test('what is tried with all values is there, with each scalar among it', () => {
  const tried = operations.filter(({ name }) => triedWithAll.has(name));
  expect(tried).toHaveLength(triedWithAll.size);
  expect(scalarsOf(tried)).toEqual(scalarsOf(operations));
});

const atOnce = 8;
const httpOperations = operations.filter(({ type }) => type !== 'subscription');

test.each(httpOperations)('$type $name refuses what is wrong, in the words of the closed set', async (operation) => {
  const world = operation.type === 'mutation' ? written : read;
  const { owner } = world;
  const faults: string[] = [];
  const refused: Case[] = [];
  const tryOut = async (attempt: Case): Promise<boolean> => {
    const answer = await send(stackUrl(), owner, { query: operation.query, variables: attempt.variables });
    const fault = attempt.isMistyped && !answer.errors ? 'it was accepted' : faultOf(answer);
    if (fault !== null) faults.push(`${attempt.label}: ${fault}`);
    return answer.errors !== undefined;
  };
  await inTurns(casesOf(operation, world), atOnce, async (attempt) => {
    if ((await tryOut(attempt)) && !attempt.isMistyped) refused.push(attempt);
  });
  if (operation.type === 'mutation') {
    // Once more only what was refused: whatever changes now was half-written.
    await indexed(owner);
    const before = await snapshot(owner);
    await inTurns(refused, atOnce, async (attempt) => {
      await tryOut(attempt);
    });
    expect(await snapshot(owner)).toEqual(before);
  }
  expect(faults).toEqual([]);
});

const subscriptions = operations.filter(({ type }) => type === 'subscription');

test.each(subscriptions)('subscription $name refuses what is wrong, too', async (operation) => {
  const socket = openSocket(stackUrl(), read.owner);
  const faults: string[] = [];
  const tryOut = async ({ label, variables, mayStand }: Case) => {
    const events = socket.iterate({ query: operation.query, variables });
    const answer = events.next().then(
      ({ value }) => ({ errors: value?.errors }),
      (errors: unknown) => ({ errors }),
    );
    // What stands may have nothing to say.
    const { errors } = await (mayStand ? Promise.race([answer, sleep(500, { errors: undefined })]) : answer);
    await events.return?.();
    if (Array.isArray(errors)) {
      const fault = faultOf({ errors });
      if (fault !== null) faults.push(`${label}: ${fault}`);
    } else if (errors !== undefined || !mayStand) faults.push(`${label}: it answered ${JSON.stringify({ errors })}`);
  };
  await inTurns(casesOf(operation, read), 32, tryOut);
  await socket.dispose();
  expect(faults).toEqual([]);
});

test('unknown and missing variables are refused, too', async () => {
  const { owner } = await createTenant();
  for (const operation of httpOperations.filter((candidate) => argumentPaths(candidate).length > 0)) {
    const answer = await send(stackUrl(), owner, { query: operation.query, variables: { noSuchVariable: 1 } });
    expect({ name: operation.name, fault: faultOf(answer) }).toEqual({ name: operation.name, fault: null });
  }
});
