import { randomUUID } from 'node:crypto';
import { ask, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Person, type Tenant } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import { readContract } from './operationsFile.ts';

const contract = new Map(readContract().map((operation) => [operation.name, operation.query]));

/** Runs an operation of the contract as somebody and returns its data; throws on any error. */
export async function run<D>(name: string, as: Identity, variables: Record<string, unknown> = {}): Promise<D> {
  const query = contract.get(name);
  if (!query) throw new Error(`The contract has no operation ${name}.`);
  return ask<D>(stackUrl(), as, { query, variables });
}

/** A tenant with one of everything. `marker` is part of every text, so that it shows wherever it leaks. */
export interface World {
  readonly tenant: Tenant;
  readonly owner: Person & Identity;
  readonly member: Person & Identity;
  readonly marker: string;
  readonly taskId: string;
  readonly documentId: string;
  readonly crawlId: string;
  /** Holds no document. */
  readonly collectionId: string;
  /** The owner's. */
  readonly conversationId: string;
  /** Expects the document. */
  readonly evaluationSetId: string;
  readonly evaluationRunId: string;
  readonly apiKeyId: string;
  readonly apiKeySecret: string;
  readonly announcementId: string;
  /** In the member's inbox. */
  readonly notificationId: string;
  readonly notificationCursor: string;
}

interface Inbox {
  notifications: { edges: { cursor: string; node: { id: string } }[] };
}

/** Others build theirs beside it, and all work goes through the queues of one Prism. */
const patience = { everyMs: 50 };

/** Builds a world; resolves once all that follows from it has happened, so that whoever looks twice sees the same. */
export async function createWorld(): Promise<World> {
  const marker = `marker${randomUUID().slice(0, 8)}`;
  const tenant = await createTenant(`Org ${marker}`);
  const { owner } = tenant;
  const member = await tenant.invite('Member', 'MEMBER');
  const [added, key] = await Promise.all([
    run<{ addDocuments: { documents: { id: string }[] } }>('AddDocuments', owner, {
      input: { documents: [{ externalId: marker, title: marker, content: `# ${marker}\n\nThe ${marker} is secret.` }] },
    }),
    run<{ createApiKey: { secret: string; apiKey: { id: string } } }>('CreateApiKey', owner, {
      input: { name: marker, scopes: ['tasks:read'] },
    }),
    run('TrackEvents', owner, { input: { events: [{ name: marker, value: 1 }] } }),
  ]);
  const documentId = added.addDocuments.documents[0]?.id ?? '';
  const { createTask } = await run<{ createTask: { task: { id: string } } }>('CreateTask', owner, {
    input: { title: marker, description: marker, assigneeId: member.id, documentIds: [documentId] },
  });
  const { announce } = await run<{ announce: { announcement: { id: string } } }>('Announce', owner, {
    input: { title: marker, recipientIds: [owner.id] },
  });
  const [crawlId, kept] = await Promise.all([refusedCrawl(owner), keepInKnowledge(owner, { marker, documentId })]);
  const edge = await firstNotification(member);
  await allHandled(owner);
  return {
    tenant,
    owner,
    member,
    marker,
    documentId,
    crawlId,
    ...kept,
    taskId: createTask.task.id,
    apiKeyId: key.createApiKey.apiKey.id,
    apiKeySecret: key.createApiKey.secret,
    announcementId: announce.announcement.id,
    notificationId: edge.node.id,
    notificationCursor: edge.cursor,
  };
}

/** A crawl that has ended: nothing is fetched from this machine. */
async function refusedCrawl(owner: Identity): Promise<string> {
  const query = `mutation { startCrawl(input: { url: "https://127.0.0.1/" }) { crawl { id } } }`;
  const { startCrawl } = await ask<{ startCrawl: { crawl: { id: string } } }>(stackUrl(), owner, { query });
  const { id } = startCrawl.crawl;
  const status = `{ crawl(id: "${id}") { status } }`;
  const ended = async () =>
    (await ask<{ crawl: { status: string } }>(stackUrl(), owner, { query: status })).crawl.status === 'FAILED';
  await until(ended, patience);
  return id;
}

/** A collection, a conversation, and an evaluation set with a run that has ended. */
async function keepInKnowledge(
  owner: Identity,
  { marker, documentId }: Pick<World, 'marker' | 'documentId'>,
): Promise<Pick<World, 'collectionId' | 'conversationId' | 'evaluationSetId' | 'evaluationRunId'>> {
  const made = await ask<{
    createCollection: { collection: { id: string } };
    createConversation: { conversation: { id: string } };
    createEvaluationSet: { evaluationSet: { id: string } };
  }>(stackUrl(), owner, {
    query: `mutation ($marker: String!, $documentId: ID!) {
      createCollection(input: { name: $marker }) { collection { id } }
      createConversation(input: { title: $marker }) { conversation { id } }
      createEvaluationSet(
        input: { name: $marker, questions: [{ question: $marker, expected: [{ documentId: $documentId }] }] }
      ) { evaluationSet { id } }
    }`,
    variables: { marker, documentId },
  });
  const evaluationSetId = made.createEvaluationSet.evaluationSet.id;
  const { startEvaluation } = await ask<{ startEvaluation: { evaluationRun: { id: string } } }>(stackUrl(), owner, {
    query: `mutation { startEvaluation(input: { setId: "${evaluationSetId}" }) { evaluationRun { id } } }`,
  });
  const evaluationRunId = startEvaluation.evaluationRun.id;
  const query = `{ evaluationRun(id: "${evaluationRunId}") { status } }`;
  const ended = async () =>
    (await ask<{ evaluationRun: { status: string } }>(stackUrl(), owner, { query })).evaluationRun.status === 'DONE';
  await until(ended, patience);
  return {
    collectionId: made.createCollection.collection.id,
    conversationId: made.createConversation.conversation.id,
    evaluationSetId,
    evaluationRunId,
  };
}

const firstNotification = (member: Identity) =>
  until(async () => (await run<Inbox>('Inbox', member, { first: 1 })).notifications.edges[0], patience);

/** The owner hears of the document, the announcement and the crawl; what was added, made ready, created and tracked is counted. */
const allHandled = (owner: Identity) =>
  until(async () => {
    const query = '{ notifications(first: 1) { unreadCount } metrics(first: 100) { edges { cursor } } }';
    const { notifications, metrics } = await ask<{
      notifications: { unreadCount: number };
      metrics: { edges: unknown[] };
    }>(stackUrl(), owner, { query });
    return notifications.unreadCount === 3 && metrics.edges.length === 4;
  }, patience);

/** Variables with which an operation does what it is for, in this world. */
export function variablesFor(operation: string, world: World): Record<string, unknown> {
  return baselines[operation]?.(world) ?? {};
}

const hour = 3_600_000;
const byId = (id: (world: World) => string) => (world: World) => ({ id: id(world) });

const baselines: Readonly<Record<string, (world: World) => Record<string, unknown>>> = {
  CreateOrganization: () => ({ input: { name: 'Another' } }),
  InviteMember: () => ({ input: { email: `${randomUUID()}@example.com`, role: 'VIEWER' } }),
  CreateApiKey: () => ({ input: { name: 'Key', scopes: ['tasks:read'] } }),
  RevokeApiKey: byId((world) => world.apiKeyId),
  AddDocuments: () => ({ input: { documents: [{ title: 'Title', content: 'Some content.' }] } }),
  Document: byId((world) => world.documentId),
  DeleteDocument: byId((world) => world.documentId),
  SimilarDocuments: byId((world) => world.documentId),
  SearchKnowledge: ({ marker }) => ({ query: marker }),
  AskKnowledge: ({ marker }) => ({ question: `What is ${marker}?` }),
  CreateTask: ({ member, documentId }) => ({
    input: { title: 'Task', assigneeId: member.id, documentIds: [documentId] },
  }),
  UpdateTask: ({ taskId }) => ({ input: { id: taskId, priority: 'HIGH' } }),
  Tasks: ({ member }) => ({ filter: { assigneeId: member.id }, first: 10 }),
  MarkNotificationsRead: ({ notificationId }) => ({ ids: [notificationId] }),
  UpdateNotificationPreference: () => ({ input: { kind: 'ANNOUNCEMENT', email: false } }),
  Announce: ({ member }) => ({ input: { title: 'News', recipientIds: [member.id] } }),
  TrackEvents: () => ({ input: { events: [{ name: 'event', value: 1 }] } }),
  MetricSeries: ({ marker }) => ({
    metric: marker,
    from: new Date(Date.now() - hour).toISOString(),
    to: new Date(Date.now() + hour).toISOString(),
    interval: 'HOUR',
  }),
  markAllNotificationsRead: ({ notificationCursor }) => ({ upTo: notificationCursor }),
  markNotificationsSeen: ({ notificationCursor }) => ({ upTo: notificationCursor }),
  cancelAnnouncement: byId((world) => world.announcementId),
  cancelDeliveries: ({ notificationId }) => ({ ids: [notificationId] }),
  dropDeliveries: ({ notificationId }) => ({ input: { ids: [notificationId] } }),
  retryDeliveries: ({ notificationId }) => ({ input: { ids: [notificationId] } }),
  archiveNotifications: ({ notificationId }) => ({ ids: [notificationId] }),
  unarchiveNotifications: ({ notificationId }) => ({ ids: [notificationId] }),
  snoozeNotifications: ({ notificationId }) => ({
    ids: [notificationId],
    until: new Date(Date.now() + hour).toISOString(),
  }),
  unsnoozeNotifications: ({ notificationId }) => ({ ids: [notificationId] }),
  answerStream: ({ marker }) => ({ question: `What is ${marker}?` }),
  conversation: byId((world) => world.conversationId),
  deleteConversation: byId((world) => world.conversationId),
  renameConversation: ({ conversationId }) => ({ input: { id: conversationId, title: 'Title' } }),
  retryMessage: byId((world) => world.notificationId),
  sendMessage: ({ marker, conversationId, collectionId }) => ({
    input: { conversationId, question: `What is ${marker}?`, filter: { collections: [collectionId] } },
  }),
  settleUnansweredQuestion: ({ notificationId }) => ({ input: { id: notificationId, status: 'DISMISSED' } }),
  collection: byId((world) => world.collectionId),
  // People can be named of a collection that is not for everybody; it stays open to whoever has a role.
  createCollection: () => ({ input: { name: 'Handbook', access: 'NAMED' } }),
  updateCollection: ({ collectionId }) => ({
    input: { id: collectionId, access: 'NAMED', roles: ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] },
  }),
  deleteCollection: byId((world) => world.collectionId),
  deleteDocuments: ({ documentId }) => ({ ids: [documentId] }),
  moveDocuments: ({ documentId }) => ({ input: { documentIds: [documentId], collectionId: null } }),
  knowledgeUsage: () => ({
    from: new Date(Date.now() - hour).toISOString(),
    to: new Date(Date.now() + hour).toISOString(),
  }),
  evaluationSet: byId((world) => world.evaluationSetId),
  evaluationRun: byId((world) => world.evaluationRunId),
  createEvaluationSet: ({ documentId }) => ({
    input: { name: 'Set', questions: [{ question: 'Where?', expected: [{ documentId }] }] },
  }),
  addEvaluationQuestions: ({ evaluationSetId, documentId }) => ({
    input: { setId: evaluationSetId, questions: [{ question: 'Where?', expected: [{ documentId }] }] },
  }),
  removeEvaluationQuestions: ({ evaluationSetId, notificationId }) => ({
    input: { setId: evaluationSetId, ids: [notificationId] },
  }),
  deleteEvaluationSet: byId((world) => world.evaluationSetId),
  startEvaluation: ({ evaluationSetId }) => ({ input: { setId: evaluationSetId } }),
  notificationEndpoints: () => ({ owner: 'PERSON' }),
  createEndpoint: () => ({
    input: { channel: 'WEBHOOK', owner: 'PERSON', url: 'https://hooks.example.com/prism', label: 'Build' },
  }),
  updateEndpoint: ({ notificationId }) => ({ input: { id: notificationId, label: 'Deploy' } }),
  deleteEndpoint: byId((world) => world.notificationId),
  rotateEndpointSecret: ({ notificationId }) => ({ input: { id: notificationId, overlapHours: 1 } }),
  testEndpoint: ({ notificationId }) => ({ input: { id: notificationId } }),
  replayDeliveries: ({ notificationId }) => ({
    input: { endpointId: notificationId, from: new Date(Date.now() - hour).toISOString() },
  }),
  updateNotificationDefault: () => ({ input: { kind: 'ANNOUNCEMENT', digest: 'NONE' } }),
  resetNotificationDefault: () => ({ kind: 'ANNOUNCEMENT' }),
  resetNotificationPreference: () => ({ kind: 'ANNOUNCEMENT' }),
  updateNotificationSettings: () => ({ input: { timeZone: 'Europe/Berlin' } }),
  presence: ({ taskId }) => ({ subject: { type: 'TASK', id: taskId } }),
  updatePresence: ({ taskId }) => ({ input: { subject: { type: 'TASK', id: taskId }, state: 'VIEWING' } }),
  watch: ({ documentId }) => ({ subject: { type: 'DOCUMENT', id: documentId } }),
  unwatch: ({ documentId }) => ({ subject: { type: 'DOCUMENT', id: documentId } }),
  muteSubject: ({ documentId }) => ({ subject: { type: 'DOCUMENT', id: documentId } }),
  unmuteSubject: ({ documentId }) => ({ subject: { type: 'DOCUMENT', id: documentId } }),
  crawl: byId((world) => world.crawlId),
  startCrawl: () => ({ input: { url: 'https://127.0.0.1/', maxPages: 1 } }),
  cancelCrawl: byId((world) => world.crawlId),
  user: byId((world) => world.member.id),
  task: byId((world) => world.taskId),
  documentVersion: ({ documentId }) => ({ documentId, version: 1 }),
  deleteTask: byId((world) => world.taskId),
  retryDocument: byId((world) => world.documentId),
  updateDocument: ({ documentId }) => ({ input: { id: documentId, title: 'Title' } }),
  removeMember: ({ member }) => ({ userId: member.id }),
  updateMemberRole: ({ member }) => ({ input: { userId: member.id, role: 'VIEWER' } }),
};
