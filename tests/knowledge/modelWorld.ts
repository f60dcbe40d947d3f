import { createAi, aiEnv, type Ai } from '@prism/ai/createAi';
import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { createKnowledgeSubgraph } from '@prism/knowledge/server';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { send, type Answer } from '@prism/testkit/apiClient';
import { startFakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { indexDocument } from '@prism/workers/embeddings/indexDocument';
import { z } from 'zod';

// What comes over the wire is looked at by the assertions.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = Answer<any>;

const searchOperation = `query ($query: String!, $mode: SearchMode) {
  searchKnowledge(query: $query, mode: $mode, first: 50) { edges { score node { document { externalId } } } }
}`;

/** A passage that a search found, by its document's external id. */
export interface Found {
  readonly id: string;
  readonly score: number;
}

/** The subgraph and an indexer, each as configured for one of two models of one endpoint: what a rolling deployment has at once. */
export async function openModelWorld(models: readonly string[]) {
  const [pool, topics, peer] = [testPool(8), testTopics(), await startFakeOpenAi()];
  const log = createLogger('test', 'silent');
  const session = sessionOf();
  const db = createTenantDb(
    { pool, topics },
    { role: 'prism_knowledge', organizationId: organizationOf(session), system: true },
  );
  const sides = await Promise.all(
    models.map(async (model) => {
      const ai = aiOf(peer.baseUrl, model);
      const server = await createKnowledgeSubgraph({
        ...{ pool, topics, internalTokenSecret: testTokenSecret, port: 0, log, ai },
      });
      return { ai, server, worker: indexDocument(ai, { topics }) };
    }),
  );
  const sideOf = (side: number) => {
    const found = sides[side];
    if (!found) throw new Error('There is no such side.');
    return found;
  };
  const ask = async (side: number, query: string, variables: object): Promise<Any> =>
    send(
      sideOf(side).server.url,
      { token: await signInternalToken(testTokenSecret, session) },
      { query, variables: { ...variables } },
    );
  return {
    ...{ pool, topics, peer, log, db, ask },
    organizationId: organizationOf(session),
    aiOf: (side: number): Ai => sideOf(side).ai,
    async search(side: number, query: string, mode: string): Promise<Found[]> {
      const { data, errors } = await ask(side, searchOperation, { query, mode });
      if (errors) throw new Error(JSON.stringify(errors));
      type Edge = { score: number; node: { document: { externalId: string } } };
      return data.searchKnowledge.edges.map(({ score, node }: Edge) => ({ id: node.document.externalId, score }));
    },
    async add(side: number, documents: readonly object[]): Promise<void> {
      const operation = `mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }`;
      const { errors } = await ask(side, operation, { input: { documents } });
      if (errors) throw new Error(JSON.stringify(errors));
    },
    /** Does what waits to be indexed, as one of the two; a job that throws waits for the next time. */
    async index(side: number): Promise<number> {
      const { worker } = sideOf(side);
      const { rows } = await db.read((tx) =>
        tx.query<{ id: string; payload: { documentId: string; version: number } }>(
          `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'indexDocument' ORDER BY id`,
          [db.organizationId],
        ),
      );
      const runs = rows.map(({ id, payload }) =>
        worker.handle({
          ...{ id, payload, log, db, attempt: 1, organizationId: organizationOf(session) },
          done: (tx) => deleteMessage(tx, organizationOf(session), id),
        }),
      );
      const settled = await Promise.allSettled(runs);
      return settled.filter(({ status }) => status === 'rejected').length;
    },
    async query<R>(sql: string): Promise<R[]> {
      return (await db.read((tx) => tx.query<R>(sql, [db.organizationId]))).rows;
    },
    async close() {
      await Promise.all(sides.map(({ server }) => server.close()));
      await topics.close();
      await pool.end();
      await peer.close();
    },
  };
}

export type ModelWorld = Awaited<ReturnType<typeof openModelWorld>>;

function organizationOf({ organizationId }: Session): string {
  if (organizationId === null) throw new Error('The session has no organization.');
  return organizationId;
}

function aiOf(baseUrl: string, model: string): Ai {
  return createAi(
    z.object(aiEnv).parse({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: baseUrl, OPENAI_EMBEDDING_MODEL: model }),
  );
}
