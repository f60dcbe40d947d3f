import { openSocket, type Identity } from '@prism/testkit/apiClient';
import { createTenant, signIn, stackUrl, type Person, type Tenant } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import { readContract } from './operationsFile.ts';
import { run } from './world.ts';

const operations = new Map(readContract().map((operation) => [operation.name, operation]));
const anyId = expect.stringMatching(/^[0-9a-f-]{36}$/);

/** What the steps below leave for those after them. */
interface World {
  tenant: Tenant;
  owner: Person & Identity;
  member: Person & Identity;
  documentId: string;
  otherDocumentId: string;
  taskId: string;
  apiKeyId: string;
}
const world = {} as World;

interface Edges<N> {
  edges: { cursor: string; node: N }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function untilReady(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await until(async () => {
      const { document } = await run<{ document: { status: string } }>('Document', world.owner, { id });
      if (document.status === 'FAILED') throw new Error('A document failed.');
      return document.status === 'READY';
    });
  }
}

/** One step an operation of the contract, in the order of a working day. */
const steps: Record<string, () => Promise<void>> = {
  async CreateOrganization() {
    const person = await signIn('Olive');
    const { createOrganization } = await run<{
      createOrganization: { organization: { id: string; name: string; slug: string } };
    }>('CreateOrganization', person, { input: { name: 'Contract & Sons' } });
    expect(createOrganization.organization).toEqual({
      id: anyId,
      name: 'Contract & Sons',
      slug: expect.stringMatching(/^contract/),
    });
  },
  async Viewer() {
    const { viewer } = await run<{ viewer: unknown }>('Viewer', world.owner);
    expect(viewer).toEqual({
      id: world.owner.id,
      email: world.owner.email,
      displayName: 'Owner',
      memberships: [{ role: 'OWNER', organization: { id: world.tenant.id, slug: world.tenant.slug, name: 'Acme' } }],
    });
  },
  async InviteMember() {
    const { inviteMember } = await run<{ inviteMember: { membership: unknown } }>('InviteMember', world.owner, {
      input: { email: 'never-here-before@example.com', role: 'VIEWER' },
    });
    expect(inviteMember.membership).toMatchObject({
      role: 'VIEWER',
      user: { id: anyId, email: 'never-here-before@example.com' },
    });
  },
  async CreateApiKey() {
    const { createApiKey } = await run<{ createApiKey: { secret: string; apiKey: { id: string; prefix: string } } }>(
      'CreateApiKey',
      world.owner,
      { input: { name: 'Partner', scopes: ['knowledge:read'] } },
    );
    world.apiKeyId = createApiKey.apiKey.id;
    expect(createApiKey.secret).toMatch(/^prism_/);
    expect(createApiKey.apiKey).toMatchObject({
      name: 'Partner',
      scopes: ['knowledge:read'],
      lastUsedAt: null,
      revokedAt: null,
    });
    const status = await run<{ knowledgeStatus: object }>('KnowledgeStatus', { token: createApiKey.secret });
    expect(status.knowledgeStatus).toHaveProperty('documents');
  },
  async RevokeApiKey() {
    const { revokeApiKey } = await run<{ revokeApiKey: { apiKey: object } }>('RevokeApiKey', world.owner, {
      id: world.apiKeyId,
    });
    expect(revokeApiKey.apiKey).toEqual({ id: world.apiKeyId, revokedAt: expect.any(String) });
  },
  async AuditLog() {
    const { auditLog } = await run<{ auditLog: Edges<{ action: string; actor: object }> }>('AuditLog', world.owner, {
      first: 2,
    });
    expect(auditLog.edges).toHaveLength(2);
    expect(auditLog.pageInfo.hasNextPage).toBe(true);
    expect(auditLog.edges[0]?.node).toMatchObject({
      actor: { __typename: 'User', id: world.owner.id, displayName: 'Owner' },
    });
    const after = auditLog.pageInfo.endCursor;
    const next = await run<{ auditLog: Edges<object> }>('AuditLog', world.owner, { first: 2, after });
    expect(next.auditLog.edges.map(({ cursor }) => cursor)).not.toContain(after);
  },
  async AddDocuments() {
    const { addDocuments } = await run<{
      addDocuments: { documents: { id: string; status: string; externalId: string | null }[] };
    }>('AddDocuments', world.owner, {
      input: {
        documents: [
          {
            externalId: 'pumps',
            title: 'Pumps',
            content: '# Pumps\n\nThe bilge pump starts when water reaches the float switch.',
          },
          {
            title: 'Bilge',
            content: 'The bilge pump is tested every Monday.',
            contentType: 'text/plain',
            metadata: { deck: 1 },
          },
        ],
      },
    });
    const [first, second] = addDocuments.documents;
    expect(first).toMatchObject({ id: anyId, externalId: 'pumps', title: 'Pumps' });
    world.documentId = first?.id ?? '';
    world.otherDocumentId = second?.id ?? '';
    await untilReady([world.documentId, world.otherDocumentId]);
  },
  async Document() {
    const { document } = await run<{ document: object }>('Document', world.owner, { id: world.documentId });
    expect(document).toMatchObject({
      status: 'READY',
      chunkCount: 1,
      createdBy: { id: world.owner.id, displayName: 'Owner' },
    });
  },
  async KnowledgeStatus() {
    const { knowledgeStatus } = await run<{ knowledgeStatus: object }>('KnowledgeStatus', world.owner);
    expect(knowledgeStatus).toEqual({ documents: 2, chunks: 2, pending: 0, failed: 0 });
  },
  async SearchKnowledge() {
    for (const mode of ['HYBRID', 'VECTOR', 'KEYWORD']) {
      const { searchKnowledge } = await run<{ searchKnowledge: { edges: { score: number; node: object }[] } }>(
        'SearchKnowledge',
        world.owner,
        { query: 'When does the bilge pump start? float switch', first: 5, mode },
      );
      expect(searchKnowledge.edges[0]?.node).toMatchObject({
        headingPath: ['Pumps'],
        document: { id: world.documentId, title: 'Pumps' },
      });
      const scores = searchKnowledge.edges.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
  },
  async AskKnowledge() {
    const { askKnowledge } = await run<{ askKnowledge: { answered: boolean; model: string; citations: object[] } }>(
      'AskKnowledge',
      world.owner,
      { question: 'When does the bilge pump start?' },
    );
    expect(askKnowledge).toMatchObject({ answered: true, model: expect.stringContaining('offline') });
    expect(askKnowledge.citations[0]).toMatchObject({ quote: expect.stringContaining('float switch') });
    const other = await run<{ askKnowledge: { answered: boolean; citations: object[] } }>('AskKnowledge', world.owner, {
      question: 'Who won the chess olympiad in Yerevan?',
    });
    expect(other.askKnowledge).toMatchObject({ answered: false, citations: [] });
  },
  async SimilarDocuments() {
    const { document } = await run<{ document: { similar: object[] } }>('SimilarDocuments', world.owner, {
      id: world.documentId,
      first: 3,
    });
    expect(document.similar).toEqual([
      { score: expect.any(Number), document: expect.objectContaining({ id: world.otherDocumentId }) },
    ]);
  },
  async CreateTask() {
    const { createTask } = await run<{ createTask: { task: { id: string } } }>('CreateTask', world.owner, {
      input: { title: 'Test the pump', assigneeId: world.member.id, priority: 'HIGH', documentIds: [world.documentId] },
    });
    world.taskId = createTask.task.id;
    expect(createTask.task).toEqual({
      id: anyId,
      title: 'Test the pump',
      status: 'OPEN',
      priority: 'HIGH',
      assignee: { id: world.member.id, displayName: 'Mia' },
      documents: [{ id: world.documentId, title: 'Pumps' }],
    });
  },
  async Tasks() {
    const { tasks } = await run<{ tasks: Edges<object> & { totalCount: number } }>('Tasks', world.owner, { first: 10 });
    expect(tasks.totalCount).toBe(1);
    expect(tasks.edges[0]?.node).toMatchObject({
      id: world.taskId,
      createdBy: { id: world.owner.id, displayName: 'Owner' },
    });
  },
  async MyWork() {
    const { viewer } = await run<{ viewer: { assignedTasks: Edges<object> } }>('MyWork', world.member);
    expect(viewer.assignedTasks.edges).toEqual([
      { node: { id: world.taskId, title: 'Test the pump', status: 'OPEN' } },
    ]);
  },
  async NotificationReceived() {
    // From after the task of before: what follows is heard however long it takes to connect.
    const seen = await until(async () => {
      const { notifications } = await run<{ notifications: Edges<object> }>('Inbox', world.member, { first: 1 });
      return notifications.edges[0]?.cursor;
    });
    const socket = openSocket(stackUrl(), world.member);
    const live = socket.iterate<{ notificationReceived: { cursor: string; notification: { title: string } } }>({
      query: operations.get('NotificationReceived')?.query ?? '',
      variables: { after: seen },
    });
    const first = live.next();
    await run('UpdateTask', world.member, { input: { id: world.taskId, status: 'IN_PROGRESS' } });
    await run('CreateTask', world.owner, { input: { title: 'Oil the hinge', assigneeId: world.member.id } });
    const event = await first;
    expect(event.value).toMatchObject({
      data: {
        notificationReceived: {
          cursor: expect.any(String),
          notification: {
            actor: { displayName: 'Owner' },
            subject: { __typename: 'Task', title: 'Oil the hinge', status: 'OPEN' },
          },
        },
      },
    });
    await socket.dispose();
  },
  async UpdateTask() {
    const { updateTask } = await run<{ updateTask: { task: object } }>('UpdateTask', world.member, {
      input: { id: world.taskId, status: 'DONE' },
    });
    expect(updateTask.task).toEqual({ id: world.taskId, title: 'Test the pump', status: 'DONE' });
  },
  async Inbox() {
    type Unread = Edges<{ id: string; kind: string; readAt: null; subject: object }> & { unreadCount: number };
    const inbox = await until(async () => {
      const { notifications } = await run<{ notifications: Unread }>('Inbox', world.member, {
        first: 10,
        unreadOnly: true,
      });
      return notifications.unreadCount >= 2 && notifications;
    });
    expect(inbox.edges.map(({ node }) => node.kind)).toEqual(['TASK_ASSIGNED', 'TASK_ASSIGNED']);
    expect(inbox.edges[1]?.node).toMatchObject({
      readAt: null,
      subject: { __typename: 'Task', id: world.taskId, status: 'DONE' },
    });
  },
  async MarkNotificationsRead() {
    const { notifications } = await run<{ notifications: Edges<{ id: string }> }>('Inbox', world.member, { first: 1 });
    const ids = notifications.edges.map(({ node }) => node.id);
    const { markNotificationsRead } = await run<{ markNotificationsRead: object }>(
      'MarkNotificationsRead',
      world.member,
      { ids },
    );
    expect(markNotificationsRead).toEqual({ unreadCount: 1 });
  },
  async UpdateNotificationPreference() {
    const { updateNotificationPreference } = await run<{ updateNotificationPreference: object }>(
      'UpdateNotificationPreference',
      world.member,
      { input: { kind: 'ANNOUNCEMENT', email: false } },
    );
    expect(updateNotificationPreference).toEqual({
      preference: { kind: 'ANNOUNCEMENT', inApp: true, email: false, webhook: expect.any(Boolean) },
    });
  },
  async Announce() {
    const { announce } = await run<{ announce: object }>('Announce', world.owner, {
      input: { title: 'Drill at noon', recipientIds: [world.member.id], idempotencyKey: 'drill' },
    });
    expect(announce).toEqual({ announcement: { id: anyId, title: 'Drill at noon', recipientCount: 1 } });
  },
  async TrackEvents() {
    const at = new Date().toISOString();
    const { trackEvents } = await run<{ trackEvents: object }>('TrackEvents', world.owner, {
      input: {
        events: [{ name: 'pump.started', at, value: 2.5 }, { name: 'pump.started', at, value: 1.5 }, { name: '' }],
      },
    });
    expect(trackEvents).toEqual({ accepted: 2, rejected: [{ index: 2, message: expect.any(String) }] });
  },
  async MetricSeries() {
    const to = new Date(Date.now() + 60_000).toISOString();
    const from = new Date(Date.now() - 24 * 3_600_000).toISOString();
    const { metricSeries } = await run<{ metricSeries: { points: { count: number; sum: number }[] } }>(
      'MetricSeries',
      world.owner,
      {
        metric: 'pump.started',
        from,
        to,
        interval: 'HOUR',
      },
    );
    expect(metricSeries.points.reduce((total, { count }) => total + count, 0)).toBe(2);
    expect(metricSeries.points.reduce((total, { sum }) => total + sum, 0)).toBe(4);
  },
  async DeleteDocument() {
    const { deleteDocument } = await run<{ deleteDocument: object }>('DeleteDocument', world.owner, {
      id: world.otherDocumentId,
    });
    expect(deleteDocument).toEqual({ deletedId: world.otherDocumentId });
    const { knowledgeStatus } = await run<{ knowledgeStatus: object }>('KnowledgeStatus', world.owner);
    expect(knowledgeStatus).toMatchObject({ documents: 1, chunks: 1 });
  },
};

beforeAll(async () => {
  world.tenant = await createTenant();
  world.owner = world.tenant.owner;
  world.member = await world.tenant.invite('Mia', 'MEMBER');
});

test('every operation of the contract has a step', () => {
  expect(Object.keys(steps).sort()).toEqual([...operations.keys()].sort());
});

// The steps build on each other: they run in the order in which they are written.
for (const [name, step] of Object.entries(steps)) test(name, step);
