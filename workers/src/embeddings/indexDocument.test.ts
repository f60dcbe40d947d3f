import type { EmbeddingProvider } from '@prism/ai/embeddings';
import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { createOpenAiEmbeddings } from '@prism/ai/openAiEmbeddings';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { findDocument } from '@prism/knowledge/domain';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { indexDocument } from './indexDocument.ts';

const pool = testPool();
const topics = testTopics();
const log = createLogger('test', 'silent');
const offline = createOfflineEmbeddings();
let peer: FakeOpenAi;

beforeAll(async () => {
  peer = await startFakeOpenAi();
});
afterAll(async () => {
  await peer.close();
  await topics.close();
  await pool.end();
});

type Put = { readonly title: string; readonly content: string; readonly contentType?: string };

/** An organization with its worker, run by hand so that a test decides what happens in between. */
function organization(embeddings: EmbeddingProvider = offline) {
  const organizationId = newId();
  const db: TenantDb = createTenantDb({ pool, topics }, { role: 'prism_knowledge', organizationId, system: true });
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
             (SELECT count(DISTINCT chunk_id)::int FROM knowledge.posting WHERE organization_id = $1) AS postings`,
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

const all = (count: number) => ({ chunks: count, kept: count, embeddings: count, postings: count });

describe('indexing', () => {
  it('makes a document READY, with passages, vectors, postings and statistics, and says so, once', async () => {
    const org = organization();
    const id = newId();
    await org.put(id, { title: 'Leave', content: '# Holidays\n\nEverybody has 30 days of holiday.' });
    const [job] = await org.jobs();
    await org.index();
    expect(await org.find(id)).toMatchObject({ status: 'READY' });
    expect(await org.counts()).toEqual(all(1));
    expect(await org.jobs()).toEqual([]);
    expect(await org.events()).toEqual(['document.ready']);
    // The queue may deliver a job again after its effect.
    await org.worker.handle(org.run(job!));
    expect(await org.counts()).toEqual(all(1));
  });

  it('has its effect once when two workers do the same job at the same time', async () => {
    const org = organization();
    await org.put(newId(), { title: 'Twice', content: 'Two workers have the same job.' });
    const [job] = await org.jobs();
    await Promise.all([org.worker.handle(org.run(job!)), org.worker.handle(org.run(job!))]);
    expect(await org.counts()).toEqual(all(1));
  });

  it('leaves nothing of a document that is deleted while it is indexed', async () => {
    const org = organization();
    const id = newId();
    await org.put(id, { title: 'Gone', content: 'Soon nobody finds this.' });
    const [job] = await org.jobs();
    const run = org.run(job!);
    const db = { ...run.db, transact: withBeforeSecond(run.db, () => org.remove(id)) };
    await org.worker.handle({ ...run, db });
    expect(await org.counts()).toEqual(all(0));
    expect(await org.jobs()).toEqual([]);
    expect(await org.events()).toEqual([]);
  });

  it('does nothing for a version that was replaced; the old passages stay until the new ones are there', async () => {
    const org = organization();
    const id = newId();
    await org.put(id, { title: 'Prices', content: 'Apples cost two euros.' });
    const [first] = await org.jobs();
    await org.index();
    await org.put(id, { title: 'Prices', content: 'Apples cost three euros.' });
    await org.worker.handle(org.run(first!));
    expect(await org.texts()).toEqual(['Apples cost two euros.']);
    await org.index();
    expect(await org.texts()).toEqual(['Apples cost three euros.']);
    expect(await org.counts()).toEqual(all(1));
  });

  it('is READY with no passages when markup holds no text', async () => {
    const org = organization();
    const id = newId();
    await org.put(id, { title: 'Empty', content: '<p> </p><script>x()</script>', contentType: 'text/html' });
    await org.index();
    expect(await org.find(id)).toMatchObject({ status: 'READY' });
    expect(await org.counts()).toEqual(all(0));
  });
});

describe('what was embedded', () => {
  const remote = () => createOpenAiEmbeddings({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'fake', timeoutMs: 300 });

  it('is not embedded again: unchanged passages, the same text in another document', async () => {
    const org = organization(remote());
    const id = newId();
    const part = (word: string) => `# ${word}\n\n${`${word} is what this part is about, at length. `.repeat(40)}`;
    const content = [part('Alpha'), part('Beta'), part('Gamma')].join('\n\n');
    await org.put(id, { title: 'Parts', content });
    await org.index();
    const first = peer.embedded.length;
    expect(first).toBeGreaterThanOrEqual(3);

    const changed = content.replace('# Gamma', '# Delta');
    await org.put(id, { title: 'Parts', content: changed });
    await org.index();
    const second = peer.embedded.slice(first);
    expect(second.length).toBeGreaterThan(0);
    expect(second.every((text) => !text.includes('Alpha is'))).toBe(true);

    const before = peer.embedded.length;
    await org.put(newId(), { title: 'Parts', content: changed });
    await org.index();
    expect(peer.embedded.length).toBe(before);
  });

  it('by another organization is embedded anew', async () => {
    const before = peer.embedded.length;
    for (const org of [organization(remote()), organization(remote())]) {
      await org.put(newId(), { title: 'Shared', content: 'The same words in two organizations.' });
      await org.index();
    }
    expect(peer.embedded.length - before).toBe(2);
  });

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'garbage' },
    { kind: 'wrongCount' },
    { kind: 'slow', ms: 2_000 },
  ] as const)(
    'rejects when the provider misbehaves ($kind), is then FAILED with a reason, and can be done again',
    async (how) => {
      const org = organization(remote());
      const id = newId();
      await org.put(id, { title: 'Bad luck', content: `Nothing is half-written. ${how.kind}` });
      const [job] = await org.jobs();
      peer.misbehave(how);
      const error = await org.worker.handle(org.run(job!)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
      expect(await org.find(id)).toMatchObject({ status: 'INDEXING' });
      expect(await org.counts()).toEqual(all(0));

      await org.worker.exhausted?.(org.run(job!), error);
      expect(await org.jobs()).toEqual([]);
      expect(await org.find(id)).toMatchObject({
        status: 'FAILED',
        failureReason: expect.stringContaining('AI provider'),
      });
      expect(await org.events()).toEqual(['document.failed']);
    },
  );
});

/** A `transact` before whose second transaction something else happens. */
function withBeforeSecond(db: TenantDb, happens: () => Promise<unknown>): TenantDb['transact'] {
  let count = 0;
  return async (run) => {
    count += 1;
    if (count === 2) await happens();
    return db.transact(run);
  };
}
