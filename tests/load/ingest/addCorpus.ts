import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '@prism/client/demo/graph';
import { AddDocumentsDocument, KnowledgeStatusDocument } from '@prism/client/generated/operations';
import type { Person } from '../people.ts';
import type { CorpusDocument } from './corpus.ts';

/** A request holds at most so many documents, and so many characters: the gateway takes 10 MiB. */
const most = { documents: 100, characters: 2_000_000 };
const stalledAfterMs = 60_000;

/** How long it took, in seconds from the first request. */
export interface Ingest {
  /** Until the last batch was accepted. */
  readonly added: number;
  /** Until nothing was pending any more. */
  readonly ready: number;
  readonly chunks: number;
}

/** Adds documents, one batch after the other, and waits until all of them are READY. Throws when one fails or none moves on. */
export async function addCorpus(
  owner: Person,
  corpus: readonly CorpusDocument[],
  onProgress: (done: number, count: number) => void = () => undefined,
): Promise<Ingest> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  for (const batch of batches(corpus)) {
    const documents = batch.map(({ id, title, text, contentType = 'text/plain' }) => ({
      externalId: id,
      title,
      content: text,
      contentType,
    }));
    await send(owner, AddDocumentsDocument, { input: { documents } });
  }
  const added = seconds();
  const chunks = await untilReady(owner, corpus.length, onProgress);
  return { added, ready: seconds(), chunks };
}

function* batches(corpus: readonly CorpusDocument[]): Generator<readonly CorpusDocument[]> {
  let [start, characters] = [0, 0];
  for (const [index, { text }] of corpus.entries()) {
    characters += text.length;
    if (index - start < most.documents && (characters <= most.characters || index === start)) continue;
    yield corpus.slice(start, index);
    [start, characters] = [index, text.length];
  }
  yield corpus.slice(start);
}

async function untilReady(
  owner: Person,
  count: number,
  onProgress: (done: number, count: number) => void,
): Promise<number> {
  let [least, moved] = [Number.POSITIVE_INFINITY, performance.now()];
  for (;;) {
    const { pending, failed, documents, chunks } = (await send(owner, KnowledgeStatusDocument, {})).knowledgeStatus;
    if (failed > 0 || documents !== count)
      throw new Error(`${failed} of ${documents} documents failed, ${count} were added.`);
    onProgress(count - pending, count);
    if (pending === 0) return chunks;
    if (pending < least) [least, moved] = [pending, performance.now()];
    if (performance.now() - moved > stalledAfterMs)
      throw new Error(`${pending} documents are pending and none moves on.`);
    await sleep(100);
  }
}
