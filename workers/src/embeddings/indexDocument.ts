import { PrismError } from '@prism/errors/errors';
import { beginIndexing, failIndexing, finishIndexing, readFile, type DocumentToIndex } from '@prism/knowledge/domain';
import type { JobRun, JobWorker } from '@prism/queue/worker';

import { createBreather } from './breathe.ts';
import { embedChunks, type Embedders } from './embedChunks.ts';
import { UnreadableError } from './reading/unreadable.ts';
import { toChunks, type ReadDocument } from './toChunks.ts';

/** Documents that one process reads at once: while some wait for vectors or the database, others are cut and counted. */
const concurrency = 8;

/**
 * Makes a document searchable: cuts its text into chunks, embeds those that are new, and puts them into the index, where they
 * replace those of the version before in one transaction. After the last attempt the document is FAILED, with a reason.
 */
export function indexDocument(ai: Embedders): JobWorker<'indexDocument'> {
  return {
    job: 'indexDocument',
    role: 'prism_knowledge',
    concurrency,
    async handle(run) {
      const { db, payload } = run;
      const document = await beginIndexing(db, payload);
      if (!document) return;
      const read = await readOrNull(run, document);
      if (!read) return;
      const { text, chunks } = read;
      const embedded = await embedChunks(db, ai, chunks);
      await finishIndexing(db, { ...payload, ...embedded, text }, (tx) => run.done(tx));
    },
    async exhausted(run, error) {
      await failIndexing(run.db, { ...run.payload, reason: reasonOf(error) }, (tx) => run.done(tx));
    },
  };
}

/** Reads a document. What nobody can read is FAILED at once, and null: trying again would change nothing. */
async function readOrNull(run: JobRun<'indexDocument'>, document: DocumentToIndex): Promise<ReadDocument | null> {
  const { db, payload, log } = run;
  try {
    const file = document.fileId === null ? null : await readFile(db, document.fileId);
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
