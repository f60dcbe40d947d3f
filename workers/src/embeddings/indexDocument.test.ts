import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { createOpenAiEmbeddings } from '@prism/ai/openAiEmbeddings';
import { newId } from '@prism/db/newId';
import type { TenantDb } from '@prism/queue/tenantDb';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { indexingOrganization } from '../testing/indexingOrganization.ts';

const pool = testPool();
const topics = testTopics();
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

const organization = (embeddings = offline) => indexingOrganization({ pool, topics }, embeddings);

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
  const remote = (timeoutMs = 10_000) =>
    createOpenAiEmbeddings({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'fake', timeoutMs });

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
    { kind: 'status', status: 500, waits: true },
    { kind: 'garbage', waits: false },
    { kind: 'wrongCount', waits: false },
    { kind: 'slow', ms: 2_000, waits: true },
  ] as const)(
    'rejects when the provider misbehaves ($kind), says so where it waits, is then FAILED with a reason, and can be done again',
    async ({ waits, ...how }) => {
      // Only who is meant to be too slow has so little time.
      const org = organization(remote(how.kind === 'slow' ? 1_000 : undefined));
      const id = newId();
      await org.put(id, { title: 'Bad luck', content: `Nothing is half-written. ${how.kind}` });
      const [job] = await org.jobs();
      peer.misbehave(how);
      const error = await org.worker.handle(org.run(job!)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
      expect(await org.find(id)).toMatchObject({ status: 'INDEXING' });
      const [waiting] = await org.query<{ reason: string | null }>(
        'SELECT waiting_reason AS reason FROM knowledge.document WHERE organization_id = $1',
      );
      expect(waiting?.reason).toEqual(waits ? expect.stringContaining('AI provider') : null);
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
