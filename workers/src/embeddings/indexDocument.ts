import type { EmbeddingProvider } from '@prism/ai/embeddings';
import { PrismError } from '@prism/errors/errors';
import { beginIndexing, failIndexing, finishIndexing } from '@prism/knowledge/domain';
import type { JobWorker } from '@prism/queue/worker';

import { createBreather } from './breathe.ts';
import { embedChunks } from './embedChunks.ts';
import { toChunks } from './toChunks.ts';

/** Documents that one process reads at once: while some wait for vectors or the database, others are cut and counted. */
const concurrency = 8;

/**
 * Makes a document searchable: cuts its text into chunks, embeds those that are new, and puts them into the index, where they
 * replace those of the version before in one transaction. After the last attempt the document is FAILED, with a reason.
 */
export function indexDocument({ embeddings }: { readonly embeddings: EmbeddingProvider }): JobWorker<'indexDocument'> {
  return {
    job: 'indexDocument',
    role: 'prism_knowledge',
    concurrency,
    async handle(run) {
      const { db, payload } = run;
      const document = await beginIndexing(db, payload);
      if (!document) return;
      const { text, chunks } = await toChunks(document, createBreather());
      const indexed = await embedChunks(db, embeddings, chunks);
      await finishIndexing(db, { ...payload, model: embeddings.model, text, chunks: indexed }, (tx) => run.done(tx));
    },
    async exhausted(run, error) {
      await failIndexing(run.db, { ...run.payload, reason: reasonOf(error) }, (tx) => run.done(tx));
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof PrismError) return error.message;
  return 'The document could not be indexed. The cause is in the log of the workers.';
}
