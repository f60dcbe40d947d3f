import type { Ai } from '@prism/ai/createAi';
import { findEmbeddings } from '@prism/ai/findEmbeddings';
import { createCallPolicy } from '@prism/ai/limits/callPolicy';
import { createMemoryLimits } from '@prism/ai/limits/memoryLimits';
import { createOfflineChat } from '@prism/ai/offlineChat';
import { createOpenAiEmbeddings } from '@prism/ai/openAiEmbeddings';
import { newId } from '@prism/db/newId';
import { findNear, findVector } from '@prism/knowledge/domain';
import { createLogger } from '@prism/telemetry/logger';
import { startFakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import type { Embedders } from '../embeddings/embedChunks.ts';
import { indexDocument } from '../embeddings/indexDocument.ts';
import { indexingOrganization } from './indexingOrganization.ts';

const log = createLogger('test', 'silent');

/** A passage that a search found, by its document's title. */
export interface Found {
  readonly title: string;
  readonly score: number;
}

type Mode = 'HYBRID' | 'VECTOR';

/**
 * An organization, an endpoint with several models, and processes that are configured for one each: what a rolling deployment has
 * side by side.
 */
export async function openModelWorld<M extends string>(models: readonly M[]) {
  const [pool, topics, peer] = [testPool(8), testTopics(), await startFakeOpenAi()];
  const ais = new Map(models.map((model) => [model, aiOf(peer.baseUrl, model)]));
  const ai = (model: M): Ai => ais.get(model) ?? aiOf(peer.baseUrl, model);
  const [first] = ais.values();
  if (!first) throw new Error('A world needs a model.');
  const organization = indexingOrganization({ pool, topics }, first.embeddings);
  const { db, organizationId, query } = organization;
  const ids = new Map<string, string>();
  const titles = async () =>
    new Map(
      (
        await query<{ id: string; title: string }>(
          `SELECT c.id, d.title FROM knowledge.chunk c
           JOIN knowledge.document d ON d.organization_id = c.organization_id AND d.id = c.document_id
           WHERE c.organization_id = $1`,
        )
      ).map(({ id, title }) => [id, title]),
    );
  return {
    ...{ pool, topics, peer, log, db, ai },
    /** Stores a document or its next version: the title says which. */
    async put(title: string, content: string): Promise<void> {
      const id = ids.get(title) ?? newId();
      ids.set(title, id);
      await organization.put(id, { title, content, contentType: 'text/plain' });
    },
    /** Indexes what waits for it, and says what was thrown: such a job waits for the next time. */
    async index(model: M, embedders: Embedders = ai(model)): Promise<unknown[]> {
      const worker = indexDocument(embedders, { topics });
      const jobs = await organization.jobs();
      const settled = await Promise.allSettled(jobs.map((job) => worker.handle(organization.run(job))));
      return settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    },
    async search(model: M, text: string, mode: Mode): Promise<Found[]> {
      const ctx = { db, ai: ai(model), log };
      const search = { query: text, mode };
      const vector = await findVector(ctx, organizationId, search);
      const { hits } = await findNear(ctx, organizationId, { ...search, vector });
      const titleOf = await titles();
      // One that was replaced since has no title any more.
      return hits.map(({ chunkId, score }) => ({ title: titleOf.get(chunkId) ?? 'gone', score }));
    },
    spaces: () =>
      query<{ model: string; state: string; filled: number }>(
        `SELECT model, state, filled_chunks::int AS filled FROM knowledge.vector_space WHERE organization_id = $1
         ORDER BY state, model`,
      ),
    /** How many passages there are, and how many have a vector by each model. */
    async counts(): Promise<Record<string, number>> {
      const rows = await query<{ what: string; count: number }>(
        `SELECT 'chunks' AS what, count(*)::int FROM knowledge.chunk WHERE organization_id = $1
         UNION ALL SELECT model, count(*)::int FROM knowledge.embedding WHERE organization_id = $1 GROUP BY model`,
      );
      return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
    },
    async close(): Promise<void> {
      await topics.close();
      await pool.end();
      await peer.close();
    },
  };
}

export type ModelWorld<M extends string> = Awaited<ReturnType<typeof openModelWorld<M>>>;

const limits = createMemoryLimits({ requestsPerMinute: 0, tokensPerMinute: 0, concurrent: 16 });

/** As `createAi` makes it, but that a provider which keeps failing is left alone for less long. */
function aiOf(baseUrl: string, model: string): Ai {
  const endpoint = { apiKey: 'k', baseUrl, policy: createCallPolicy(limits, { patientRetries: 2, openMs: 200 }) };
  const embeddings = createOpenAiEmbeddings({ ...endpoint, model });
  return { embeddings, embeddingsOf: findEmbeddings(embeddings, endpoint), chat: createOfflineChat() };
}
