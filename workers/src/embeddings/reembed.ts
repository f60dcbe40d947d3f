import type { Ai } from '@prism/ai/createAi';
import {
  beginFilling,
  finishFilling,
  hashSearchable,
  nextToFill,
  pauseFilling,
  promoteSpaces,
  saveFilled,
  searchableText,
  steerSpaces,
  type StoredChunk,
} from '@prism/knowledge/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

import { embedTexts } from './embedTexts.ts';

/** Chunks in one request to the provider and one transaction, unless told: what a crash costs at most. */
const defaultBatch = 128;

/** Batches in one turn: a large organization does not keep the others waiting until it is through. */
const batchesATurn = 40;

type Configured = Pick<Ai, 'embeddings' | 'prices'>;

interface Options {
  /** How long a model that was given up stays so before it is taken up again, in milliseconds. */
  readonly restMs: number;
  readonly isClosed: () => boolean;
  readonly batch?: number | undefined;
}

/**
 * Brings an organization to the configured model: embeds every stored chunk by it, batch by batch, while the old model is
 * searched, and then switches. Any number of workers may try; one at a time works, and whoever comes after it goes on where it
 * was. True when the organization is searched by the model now and was not before.
 */
export async function reembed(
  db: TenantDb,
  ai: Configured,
  { restMs, isClosed, batch = defaultBatch }: Options,
): Promise<boolean> {
  const { model, dimensions } = ai.embeddings;
  if (!(await steerSpaces(db, { model, dimensions }, restMs))) return false;
  if (!(await beginFilling(db, model))) return false;
  try {
    if (!(await fill(db, ai, { batch, isClosed }))) return false;
    await promoteSpaces(db, isClosed);
    return await finishFilling(db, model);
  } finally {
    await pauseFilling(db, model);
  }
}

/** Embeds what is missing from where the filling stands to the last chunk; false when there is more to do. */
async function fill(
  db: TenantDb,
  ai: Configured,
  { batch, isClosed }: { readonly batch: number; readonly isClosed: () => boolean },
): Promise<boolean> {
  const { embeddings } = ai;
  const { model } = embeddings;
  let last: string | null = null;
  for (let turn = 0; turn < batchesATurn && !isClosed(); turn += 1) {
    const looked = await nextToFill(db, { model, limit: batch });
    const to = looked.at(-1)?.id;
    // The chunk at which the filling stands comes again: when no other does, there is none.
    if (to === undefined || (to === last && looked.length === 1)) return true;
    const vectors = await embedStored(
      db,
      ai,
      looked.flatMap(({ missing }) => missing ?? []),
    );
    await saveFilled(db, {
      ...{ model, vectors, to },
      dimensions: embeddings.dimensions,
      chunks: looked.filter(({ id }) => id !== last).length,
    });
    last = to;
  }
  return false;
}

async function embedStored(db: TenantDb, ai: Configured, chunks: readonly StoredChunk[]) {
  const hashed = chunks.map((chunk) => {
    const input = searchableText(chunk);
    return { id: chunk.id, input, contentHash: hashSearchable(input) };
  });
  const vectors = await embedTexts(
    { db, ai },
    ai.embeddings,
    new Map(hashed.map(({ contentHash, input }) => [contentHash, input])),
  );
  return hashed.map(({ id, contentHash }) => ({ id, contentHash, vector: vectors.get(contentHash) ?? '' }));
}
