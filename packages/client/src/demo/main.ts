import path from 'node:path';
import { createClient } from 'graphql-ws';
import { print } from 'graphql';
import WebSocket from 'ws';
import {
  AskKnowledgeDocument,
  CreateOrganizationDocument,
  CreateTaskDocument,
  InviteMemberDocument,
  NotificationReceivedDocument,
  SearchKnowledgeDocument,
  type NotificationReceivedSubscription,
} from '../generated/operations.ts';
import { readDemoOptions } from './demoOptions.ts';
import { addAndAwait, readDocuments } from './documents.ts';
import { headersOf, send, signIn, type Caller } from './graph.ts';
import { step } from './progress.ts';

// A script of its own, with one variable: the port that `npm start` reads too.
// eslint-disable-next-line no-restricted-properties
const port = process.env['PORT'] ?? '4000';
const { url, ...given } = readDemoOptions(process.argv.slice(2), port);
const folder = path.resolve(given.folder ?? 'docs');
const say = (line: string) => process.stdout.write(`    ${line}\n`);

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

/** Opens the other person's live stream; resolves once the graph has it, with a promise of the first event. */
function listen(caller: Caller) {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: headersOf(caller),
    lazy: false,
  });
  const events = client.iterate<NotificationReceivedSubscription>({ query: print(NotificationReceivedDocument) });
  const first = events.next();
  return {
    first,
    close: () => client.dispose(),
    connected: new Promise<void>((resolve) =>
      client.on('connected', () => {
        resolve();
      }),
    ),
  };
}

const documents = await readDocuments(folder);
const aboutDocs = 'Why does the outbox have one row per fact and consumer?';
const question = given.question ?? (given.folder === null ? aboutDocs : (documents[0]?.title ?? ''));

const [ada, grace] = await step('Ada and Grace sign in', () =>
  Promise.all([
    signIn(url, { email: 'ada@example.com', name: 'Ada Lovelace' }),
    signIn(url, { email: 'grace@example.com', name: 'Grace Hopper' }),
  ]),
);

const { organization } = await step('Ada creates an organization', async () => {
  const slug = `demo-${Date.now().toString(36)}`;
  return (await send({ url, token: ada }, CreateOrganizationDocument, { input: { name: 'Demo run', slug } }))
    .createOrganization;
});
const asAda = { url, token: ada, organization: organization.slug };
const asGrace = { url, token: grace, organization: organization.slug };
const { user } = await step('Ada invites Grace', async () => {
  const input = { email: 'grace@example.com', role: 'MEMBER' as const };
  return (await send(asAda, InviteMemberDocument, { input })).inviteMember.membership;
});

await step(`Ada adds the documents of ${path.relative('.', folder) || '.'}`, (report) =>
  addAndAwait(asAda, documents, report),
);

const { searchKnowledge } = await step('Ada searches', () =>
  send(asAda, SearchKnowledgeDocument, { query: question, first: 3 }),
);
for (const { score, node } of searchKnowledge.edges)
  say(`${score.toFixed(3)}  ${[node.document.title, ...node.headingPath].join(' › ')}`);

const { askKnowledge } = await step('Ada asks', () => send(asAda, AskKnowledgeDocument, { question }));
say(`Q: ${question}`);
say(`A: ${askKnowledge.answer} (${askKnowledge.model})`);
for (const { quote, chunk } of askKnowledge.citations) say(`   “${quote}” — ${chunk.document.title}`);

const stream = listen(asGrace);
await step('Grace listens', () => stream.connected);
await step('Ada gives Grace a task', () =>
  send(asAda, CreateTaskDocument, { input: { title: 'Read the answer', assigneeId: user.id, priority: 'HIGH' } }),
);
const event = await step('Grace is notified', () => stream.first);
const received = event.done ? null : event.value.data?.notificationReceived;
if (!received) throw new Error('The live stream ended without a notification.');
say(`${received.notification.title}  (cursor ${received.cursor})`);
await stream.close();
