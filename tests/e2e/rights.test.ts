import { randomUUID } from 'node:crypto';
import { codesOf, send, type Identity } from '@prism/testkit/apiClient';
import { stackUrl, type Person } from '@prism/testkit/people';
import { wholeApi } from './publicSchema.ts';
import { createWorld, run, variablesFor, type World } from './world.ts';

// Who may do what, for every operation of the API: by role, and by the scopes of a key.

const operations = wholeApi().filter(({ type }) => type !== 'subscription');
let mine: World;
beforeAll(async () => {
  mine = await createWorld();
});

/** Who may at least, and by which scope; keys never may what is for people only. */
const rights: Readonly<Record<string, readonly [least: 'VIEWER' | 'MEMBER' | 'ADMIN', scope: string | null]>> = {
  Viewer: ['VIEWER', null],
  CreateOrganization: ['VIEWER', 'people'],
  InviteMember: ['ADMIN', 'organization:admin'],
  CreateApiKey: ['ADMIN', 'organization:admin'],
  RevokeApiKey: ['ADMIN', 'organization:admin'],
  AuditLog: ['ADMIN', 'organization:admin'],
  AddDocuments: ['MEMBER', 'knowledge:write'],
  Document: ['VIEWER', 'knowledge:read'],
  KnowledgeStatus: ['VIEWER', 'knowledge:read'],
  DeleteDocument: ['MEMBER', 'knowledge:write'],
  SearchKnowledge: ['VIEWER', 'knowledge:read'],
  AskKnowledge: ['VIEWER', 'knowledge:read'],
  SimilarDocuments: ['VIEWER', 'knowledge:read'],
  CreateTask: ['MEMBER', 'tasks:write'],
  UpdateTask: ['MEMBER', 'tasks:write'],
  Tasks: ['VIEWER', 'tasks:read'],
  MyWork: ['VIEWER', null],
  Inbox: ['VIEWER', 'people'],
  NotificationReceived: ['VIEWER', 'people'],
  MarkNotificationsRead: ['VIEWER', 'people'],
  UpdateNotificationPreference: ['VIEWER', 'people'],
  Announce: ['ADMIN', 'notifications:send'],
  TrackEvents: ['MEMBER', 'analytics:write'],
  MetricSeries: ['VIEWER', 'analytics:read'],
  answerStream: ['VIEWER', 'knowledge:read'],
  apiKeys: ['ADMIN', 'organization:admin'],
  crawl: ['VIEWER', 'knowledge:read'],
  crawls: ['VIEWER', 'knowledge:read'],
  startCrawl: ['MEMBER', 'knowledge:write'],
  cancelCrawl: ['MEMBER', 'knowledge:write'],
  conversation: ['VIEWER', 'people'],
  conversations: ['VIEWER', 'people'],
  deadLetters: ['ADMIN', 'notifications:admin'],
  deliveries: ['ADMIN', 'notifications:admin'],
  documents: ['VIEWER', 'knowledge:read'],
  documentVersion: ['VIEWER', 'knowledge:read'],
  ingestionProgress: ['VIEWER', 'knowledge:read'],
  invitations: ['ADMIN', 'organization:admin'],
  members: ['VIEWER', 'organization:read'],
  metrics: ['VIEWER', 'analytics:read'],
  mutes: ['VIEWER', 'people'],
  notificationDefaults: ['ADMIN', 'notifications:admin'],
  notificationEndpoints: ['VIEWER', 'people'],
  notificationGroups: ['VIEWER', 'people'],
  notificationPreferences: ['VIEWER', 'people'],
  notificationSettings: ['VIEWER', 'people'],
  organization: ['VIEWER', 'organization:read'],
  presence: ['VIEWER', 'people'],
  scheduledAnnouncements: ['ADMIN', 'notifications:send'],
  task: ['VIEWER', 'tasks:read'],
  taskChangeCursor: ['VIEWER', 'tasks:read'],
  taskChanged: ['VIEWER', 'tasks:read'],
  unansweredQuestions: ['MEMBER', 'knowledge:write'],
  unreadCount: ['VIEWER', 'people'],
  user: ['VIEWER', 'organization:read'],
  watches: ['VIEWER', 'people'],
  collection: ['VIEWER', 'knowledge:read'],
  collections: ['VIEWER', 'knowledge:read'],
  createCollection: ['ADMIN', 'knowledge:admin'],
  updateCollection: ['ADMIN', 'knowledge:admin'],
  deleteCollection: ['ADMIN', 'knowledge:admin'],
  deleteDocuments: ['MEMBER', 'knowledge:write'],
  moveDocuments: ['MEMBER', 'knowledge:write'],
  knowledgeUsage: ['ADMIN', 'knowledge:admin'],
  evaluationSets: ['MEMBER', 'knowledge:write'],
  evaluationSet: ['MEMBER', 'knowledge:write'],
  evaluationRun: ['MEMBER', 'knowledge:write'],
  createEvaluationSet: ['MEMBER', 'knowledge:write'],
  addEvaluationQuestions: ['MEMBER', 'knowledge:write'],
  removeEvaluationQuestions: ['MEMBER', 'knowledge:write'],
  deleteEvaluationSet: ['MEMBER', 'knowledge:write'],
  startEvaluation: ['MEMBER', 'knowledge:write'],
  webPushPublicKey: ['VIEWER', 'notifications:read'],
  archiveNotifications: ['VIEWER', 'people'],
  cancelAnnouncement: ['ADMIN', 'notifications:send'],
  cancelDeliveries: ['ADMIN', 'notifications:admin'],
  createConversation: ['VIEWER', 'people'],
  createEndpoint: ['VIEWER', 'people'],
  deleteConversation: ['VIEWER', 'people'],
  deleteEndpoint: ['VIEWER', 'people'],
  deleteTask: ['MEMBER', 'tasks:write'],
  dropDeliveries: ['ADMIN', 'notifications:admin'],
  markAllNotificationsRead: ['VIEWER', 'people'],
  markNotificationsSeen: ['VIEWER', 'people'],
  muteSubject: ['VIEWER', 'people'],
  removeMember: ['ADMIN', 'organization:admin'],
  renameConversation: ['VIEWER', 'people'],
  replayDeliveries: ['VIEWER', 'people'],
  resetNotificationDefault: ['ADMIN', 'notifications:admin'],
  resetNotificationPreference: ['VIEWER', 'people'],
  retryDeliveries: ['ADMIN', 'notifications:admin'],
  retryDocument: ['MEMBER', 'knowledge:write'],
  updateDocument: ['MEMBER', 'knowledge:write'],
  retryMessage: ['VIEWER', 'people'],
  rotateEndpointSecret: ['VIEWER', 'people'],
  sendMessage: ['VIEWER', 'people'],
  settleUnansweredQuestion: ['MEMBER', 'knowledge:write'],
  snoozeNotifications: ['VIEWER', 'people'],
  testEndpoint: ['VIEWER', 'people'],
  unarchiveNotifications: ['VIEWER', 'people'],
  unmuteSubject: ['VIEWER', 'people'],
  unsnoozeNotifications: ['VIEWER', 'people'],
  unwatch: ['VIEWER', 'people'],
  updateEndpoint: ['VIEWER', 'people'],
  updateMemberRole: ['ADMIN', 'organization:admin'],
  updateNotificationDefault: ['ADMIN', 'notifications:admin'],
  updateNotificationSettings: ['VIEWER', 'people'],
  updatePresence: ['VIEWER', 'people'],
  watch: ['VIEWER', 'people'],
};

test('the table of rights names every operation', () => {
  expect(Object.keys(rights).sort()).toEqual(
    wholeApi()
      .map(({ name }) => name)
      .sort(),
  );
});

describe.each(['VIEWER', 'MEMBER', 'ADMIN'] as const)('a %s', (role) => {
  const ranks = ['VIEWER', 'MEMBER', 'ADMIN'];
  let world: World;
  let person: Person & Identity;
  beforeAll(async () => {
    world = await createWorld();
    person = await world.tenant.invite('Somebody', role);
  });

  test('may exactly what the table says', async () => {
    const wrong: string[] = [];
    for (const { name, query } of operations) {
      const mayNot = ranks.indexOf(role) < ranks.indexOf(rights[name]?.[0] ?? '');
      const answer = await send(stackUrl(), person, { query, variables: variablesFor(name, world) });
      const refused = codesOf(answer).includes('FORBIDDEN');
      if (refused !== mayNot) wrong.push(`${name}: ${JSON.stringify(answer).slice(0, 300)}`);
      if (refused && Object.values(answer.data ?? {}).some((value) => value !== null)) wrong.push(`${name} shows data`);
    }
    expect(wrong).toEqual([]);
  });

  test('appoints nobody who may do more', async () => {
    const email = `${randomUUID()}@example.com`;
    const invite = await send(stackUrl(), person, {
      query: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { id } } }',
      variables: { input: { email, role: 'OWNER' } },
    });
    const promote = await send(stackUrl(), person, {
      query: 'mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { membership { id } } }',
      variables: { input: { userId: person.id, role: 'OWNER' } },
    });
    expect([codesOf(invite), codesOf(promote)]).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
  });
});

describe('an API key', () => {
  const allScopes = [...new Set(Object.values(rights).flatMap(([, scope]) => (scope?.includes(':') ? [scope] : [])))];
  const keyWith = async (scopes: readonly string[]): Promise<Identity> => {
    const { createApiKey } = await run<{ createApiKey: { secret: string } }>('CreateApiKey', mine.owner, {
      input: { name: 'k', scopes },
    });
    return { token: createApiKey.secret };
  };

  test.each(allScopes)('without %s is refused what needs it', async (scope) => {
    const key = await keyWith(allScopes.filter((other) => other !== scope));
    for (const { name, query } of operations.filter((operation) => rights[operation.name]?.[1] === scope)) {
      const answer = await send(stackUrl(), key, { query, variables: variablesFor(name, mine) });
      expect({ name, codes: codesOf(answer) }).toEqual({ name, codes: ['FORBIDDEN'] });
    }
  });

  test('with every scope is refused only what is for people', async () => {
    const key = await keyWith(allScopes);
    for (const { name, query } of operations.filter(({ type }) => type === 'query')) {
      const answer = await send(stackUrl(), key, { query, variables: variablesFor(name, mine) });
      const expected = rights[name]?.[1] === 'people' ? ['FORBIDDEN'] : [];
      expect({ name, codes: codesOf(answer) }).toEqual({ name, codes: expected });
    }
  });

  test('reaches nothing by way of another subgraph’s types', async () => {
    const { owner, taskId, documentId } = mine;
    const detours: readonly (readonly [string, string])[] = [
      ['organization:read', `{ user(id: "${owner.id}") { assignedTasks { edges { node { title } } } } }`],
      ['organization:read', `{ members { edges { node { user { assignedTasks { totalCount } } } } } }`],
      ['tasks:read', `{ task(id: "${taskId}") { documents { title } } }`],
      ['knowledge:read', `{ document(id: "${documentId}") { createdBy { assignedTasks { totalCount } } } }`],
    ];
    for (const [scope, query] of detours) {
      const { data, errors } = await send(stackUrl(), await keyWith([scope]), { query });
      expect({ query, codes: codesOf({ errors: errors ?? [] }) }).toEqual({ query, codes: ['FORBIDDEN'] });
      expect(JSON.stringify(data ?? null)).not.toContain(mine.marker);
    }
  });

  test('makes no key that may do more than itself', async () => {
    const key = await keyWith(['organization:admin']);
    const answer = await send(stackUrl(), key, {
      query: 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
      variables: { input: { name: 'more', scopes: ['tasks:write'] } },
    });
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  });
});
