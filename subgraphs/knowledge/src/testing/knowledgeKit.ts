import { countTerms } from '@prism/ai/countTerms';
import type { Ai } from '@prism/ai/createAi';
import { findEmbeddings } from '@prism/ai/findEmbeddings';
import { createOfflineChat } from '@prism/ai/offlineChat';
import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { send, type Answer as AnyAnswer } from '@prism/testkit/apiClient';
import { inTurns } from '@prism/testkit/inTurns';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { hashSearchable } from '../chunk/searchableText.ts';
import { vectorText } from '../chunk/vectorText.ts';
import { beginIndexing, finishIndexing, spacesToFill, type IndexedChunk } from '../domain.ts';
import { createKnowledgeSubgraph } from '../server.ts';

/** What comes over the wire is looked at by the assertions. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = AnyAnswer<any>;

export const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions['code'];

const addOperation = `mutation ($input: AddDocumentsInput!) {
  addDocuments(input: $input) { documents { id externalId title status version createdBy { id } } }
}`;

const embeddings = createOfflineEmbeddings();
const embeddingsOf = findEmbeddings(embeddings, null);

/** Three short documents: one passage each. */
export const handbook = [
  { externalId: 'leave', title: 'Leave', content: 'Everybody has 30 days of holiday in a year.' },
  {
    externalId: 'money',
    title: 'Expenses',
    content: 'Expenses are refunded within 14 days. Send receipts to finance.',
  },
  {
    externalId: 'trains',
    title: 'Travel',
    content: 'Trains are preferred to planes. Tickets are booked by the office.',
  },
];

/** The subgraph over HTTP, with the offline provider unless another chat is named. */
export async function startKnowledgeKit({
  chat = createOfflineChat(),
  ai = {},
  ...options
}: Partial<Pick<Ai, 'chat'>> & { ai?: Partial<Ai> } & { uploadMaxBytes?: number; pollMs?: number } = {}) {
  const pool = testPool();
  const topics = testTopics();
  const server = await createKnowledgeSubgraph({
    ...{ pool, topics, internalTokenSecret: testTokenSecret, port: 0, log: createLogger('test', 'silent') },
    ai: { embeddings, embeddingsOf, chat, ...ai },
    ...options,
  });
  const dbOf = ({ organizationId }: Session) =>
    createTenantDb({ pool, topics }, { role: 'prism_knowledge', organizationId, system: true });
  const ask = async (session: Session, query: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
    send(server.url, { token: await signInternalToken(testTokenSecret, session) }, { query, variables });
  const add = (session: Session, ...documents: object[]) => ask(session, addOperation, { input: { documents } });
  return {
    url: server.url,
    pool,
    topics,
    dbOf,
    ask,
    add,
    indexAll: (session: Session) => indexAll(dbOf(session)),
    /** A new organization that has indexed the handbook. */
    async withHandbook(): Promise<Session> {
      const session = sessionOf();
      await add(session, ...handbook);
      await indexAll(dbOf(session));
      return session;
    },
    async close() {
      await server.close();
      await topics.close();
      await pool.end();
    },
  };
}

export type KnowledgeKit = Awaited<ReturnType<typeof startKnowledgeKit>>;

/** In a document's content, ends one passage and begins the next; without it, the content is one passage. */
export const passageBreak = '\f';

/** Indexes what waits for it, as a worker does. */
async function indexAll(db: TenantDb): Promise<void> {
  const { rows } = await db.read((tx) =>
    tx.query<{ documentId: string; version: number }>(
      `SELECT id AS "documentId", version FROM knowledge.document
       WHERE organization_id = $1 AND status IN ('PENDING', 'INDEXING') ORDER BY id`,
      [db.organizationId],
    ),
  );
  // A few at a time, as a worker does: hundreds at once would wait for a connection longer than one may.
  await inTurns(rows, 8, (version) => indexOne(db, version));
}

async function indexOne(db: TenantDb, version: { documentId: string; version: number }): Promise<void> {
  const document = await beginIndexing(db, version);
  if (!document) return;
  await spacesToFill(db, embeddings);
  const { title, contentType } = document;
  const texts = (document.content ?? '').split(passageBreak);
  const chunks = await Promise.all(texts.map((text, ordinal) => toChunk(title, { text, ordinal })));
  const read = { title, contentType, text: null };
  await finishIndexing(db, { ...version, ...read, model: embeddings.model, chunks }, () => Promise.resolve(true));
}

async function toChunk(
  title: string,
  { text, ordinal }: { readonly text: string; readonly ordinal: number },
): Promise<IndexedChunk> {
  const [vector] = await embeddings.embed([`${title}\n${text}`]);
  return {
    id: newId(),
    ordinal,
    text,
    headingPath: [],
    startOffset: 0,
    endOffset: text.length,
    ...countTerms(`${title}\n${text}`),
    contentHash: hashSearchable(`${title}\n${text}`),
    vectors: { [embeddings.model]: vectorText(vector ?? []) },
  };
}
