import type { EmbeddingProvider } from '@prism/ai/embeddings';
import { newId } from '@prism/db/newId';
import type { Pool } from '@prism/db/pool';
import type { Queryable } from '@prism/db/transaction';
import { findDocument } from '@prism/knowledge/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';

import { indexDocument } from '../embeddings/indexDocument.ts';

const log = createLogger('test', 'silent');

interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
}

/** A document to store. */
type Put = { readonly title: string; readonly content: string; readonly contentType?: string };

/** An organization with its worker, run by hand so that a test decides what happens in between. */
export function indexingOrganization(parts: Parts, embeddings: EmbeddingProvider) {
  const { topics } = parts;
  const organizationId = newId();
  const db: TenantDb = createTenantDb(parts, { role: 'prism_knowledge', organizationId, system: true });
  const ai = { embeddings, embeddingsOf: (model: string) => (model === embeddings.model ? embeddings : null) };
  const worker = indexDocument(ai, { topics });
  const query = <R>(sql: string) => db.read(async (tx) => (await tx.query<R>(sql, [organizationId])).rows);
  const jobs = () =>
    query<{ id: string; payload: { documentId: string; version: number } }>(
      `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'indexDocument' ORDER BY id`,
    );
  type Job = Awaited<ReturnType<typeof jobs>>[number];
  const run = ({ id, payload }: Job) => ({
    id,
    organizationId,
    payload,
    attempt: 1,
    log,
    db,
    done: (tx: Queryable) => deleteMessage(tx, organizationId, id),
  });
  return {
    organizationId,
    db,
    query,
    jobs,
    worker,
    run,
    /** Stores a document, or its next version, and asks for its indexing. */
    put: (id: string, { title, content, contentType = 'text/markdown' }: Put) =>
      db.transact(async (tx) => {
        const { rows } = await tx.query<{ version: number }>(
          `WITH stored AS (
             INSERT INTO knowledge.document AS d (organization_id, id, title, content_type, content_hash)
             VALUES ($1, $2, $3, $5, '') ON CONFLICT (organization_id, id) DO UPDATE
             SET title = excluded.title, version = d.version + 1, status = 'PENDING'
             RETURNING version
           )
           INSERT INTO knowledge.document_version (organization_id, document_id, version, title, content, content_type)
           SELECT $1, $2, version, $3, $4, $5 FROM stored RETURNING version`,
          [organizationId, id, title, content, contentType],
        );
        await tx.enqueue({ name: 'indexDocument', payload: { documentId: id, version: rows[0]?.version ?? 0 } });
      }),
    remove: (id: string) =>
      db.transact((tx) =>
        tx.query('DELETE FROM knowledge.document WHERE organization_id = $1 AND id = $2', [organizationId, id]),
      ),
    index: async () => {
      for (const job of await jobs()) await worker.handle(run(job));
    },
    find: (id: string) => findDocument(db, id),
    texts: async () =>
      (
        await query<{ text: string }>(
          `SELECT text FROM knowledge.chunk WHERE organization_id = $1 ORDER BY document_id, ordinal`,
        )
      ).map(({ text }) => text),
    counts: async () =>
      (
        await query<{ chunks: number; kept: number; embeddings: number; postings: number }>(
          `SELECT (SELECT count(*)::int FROM knowledge.chunk WHERE organization_id = $1) AS chunks,
             (SELECT coalesce(sum(chunks), 0)::int FROM knowledge.statistic WHERE organization_id = $1) AS kept,
             (SELECT count(*)::int FROM knowledge.embedding WHERE organization_id = $1) AS embeddings,
             (SELECT count(DISTINCT (page_id, substr(postings, at, 2)))::int
              FROM knowledge.recent_posting, generate_series(1, length(postings), 6) AS at WHERE organization_id = $1) AS postings`,
        )
      )[0],
    events: async () =>
      (
        await query<{ name: string }>(
          `SELECT DISTINCT payload->>'name' AS name FROM outbox.message WHERE organization_id = $1 AND job <> 'indexDocument'`,
        )
      ).map(({ name }) => name),
  };
}
