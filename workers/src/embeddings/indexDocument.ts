import { isTemporary } from '@prism/ai/limits/transient';
import { PrismError } from '@prism/errors/errors';
import {
  announceIngestion,
  beginIndexing,
  failIndexing,
  finishIndexing,
  readFile,
  saveProgress,
  waitIndexing,
  type DocumentToIndex,
} from '@prism/knowledge/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { JobRun, JobWorker } from '@prism/queue/worker';

import { createBreather } from './breathe.ts';
import { embedChunks, type Embedders } from './embedChunks.ts';
import { UnreadableError } from './reading/unreadable.ts';
import { signText } from './signText.ts';
import { toChunks, type ReadDocument } from './toChunks.ts';

/** Documents that one process reads at once: while some wait for vectors or the database, others are cut and counted. */
const concurrency = 8;

type Run = JobRun<'indexDocument'>;

/**
 * Makes a document searchable: cuts its text into chunks, embeds those that are new, and puts them into the index, where they
 * replace those of the version before in one transaction. Who watches is told how far it is. While the provider is away the document
 * waits for it, with the vectors that it has, and says so. After the last attempt it is FAILED, with a reason.
 */
export function indexDocument(
  ai: Embedders,
  { topics }: { readonly topics: Pick<LiveTopics, 'publish'> },
): JobWorker<'indexDocument'> {
  const announce = ({ organizationId }: Run) => {
    announceIngestion(topics, organizationId);
  };
  return {
    job: 'indexDocument',
    role: 'prism_knowledge',
    concurrency,
    async handle(run) {
      const { db, payload } = run;
      const document = await beginIndexing(db, payload);
      if (!document) return;
      announce(run);
      const read = await readOrNull(run, document);
      if (read) await embedAndFinish(run, { ai, document, read, announce });
      announce(run);
    },
    isTemporary,
    async exhausted(run, error) {
      await failIndexing(run.db, { ...run.payload, reason: reasonOf(error) }, (tx) => run.done(tx));
      announce(run);
    },
  };
}

interface Work {
  readonly ai: Embedders;
  readonly document: DocumentToIndex;
  readonly read: ReadDocument;
  readonly announce: (run: Run) => void;
}

/** Stops early, and quietly, when the version is gone or replaced meanwhile: what is left to embed would be for nobody. */
async function embedAndFinish(run: Run, { ai, document, read, announce }: Work): Promise<void> {
  const { db, payload } = run;
  const { chunks, ...found } = read;
  const signature = await signText(found.text ?? document.content ?? '', createBreather());
  let told = -1;
  const report = async (embedded: number) => {
    // By a second model the same texts are embedded again: nothing goes back because of that.
    if (embedded <= told) return;
    told = embedded;
    if (!(await saveProgress(db, { ...payload, chunks: chunks.length, embedded }))) throw new ReplacedError();
    announce(run);
  };
  try {
    const embedded = await embedChunks({ db, ai, documentId: document.id, report }, chunks);
    await finishIndexing(db, { ...payload, ...found, ...embedded, signature }, (tx) => run.done(tx));
  } catch (error) {
    if (error instanceof ReplacedError) return;
    if (isTemporary(error)) await waitIndexing(db, { ...payload, reason: reasonOf(error) });
    throw error;
  }
}

class ReplacedError extends Error {
  override readonly name = 'ReplacedError';
}

/** Reads a document. What nobody can read is FAILED at once, and null: trying again would change nothing. */
async function readOrNull(run: Run, document: DocumentToIndex): Promise<ReadDocument | null> {
  const { db, payload, log } = run;
  try {
    // A file of no bytes has no parts.
    const file = document.fileId === null ? null : ((await readFile(db, document.fileId)) ?? new Uint8Array());
    return await toChunks({ ...document, file }, createBreather());
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    log.info({ err: error, documentId: document.id, reason: error.reason }, 'document cannot be read');
    await failIndexing(db, { ...payload, reason: error.message }, (tx) => run.done(tx));
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof PrismError) return error.message;
  return 'The document could not be indexed. The cause is in the log of the workers.';
}
