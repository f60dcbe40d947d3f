import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import { findUnfilled, insertFilled, selectNextChunks, updateFilled } from './fill.sql.ts';
import { extendLease, leaseSpace, lockSpaces, updateSpace, updateState } from './space.sql.ts';
import type { ChunkVector, Looked } from './storedChunk.ts';

/** How long a space is one worker's own after each sign of life, in milliseconds: longer than a request to a provider takes. */
const leaseMs = 60_000;

/** Takes a FILLING space for oneself; false when another worker has it. Each step keeps it for another minute. */
export function beginFilling(db: TenantDb, model: string): Promise<boolean> {
  return db.transact((tx) => leaseSpace(tx, tenantOf(db), { model, state: 'FILLING', ms: leaseMs }));
}

/** Gives a space back, so that nobody waits for the lease to end. */
export async function pauseFilling(db: TenantDb, model: string): Promise<void> {
  await db.transact((tx) => extendLease(tx, tenantOf(db), { model, ms: 0 }));
}

/** The chunks that come next, with those that miss a vector. Never empty as long as there are chunks. */
export function nextToFill(db: TenantDb, of: { readonly model: string; readonly limit: number }): Promise<Looked[]> {
  return db.read((tx) => selectNextChunks(tx, tenantOf(db), of));
}

/** Vectors that were made, and up to which chunk nothing is missing now; `chunks` were looked at for the first time. */
export interface Filled {
  readonly model: string;
  readonly dimensions: number | null;
  readonly vectors: readonly ChunkVector[];
  readonly to: string;
  readonly chunks: number;
}

/** Stores a batch of vectors together with how far the filling is: whoever goes on after a crash begins there. */
export async function saveFilled(db: TenantDb, { vectors, dimensions, ...filled }: Filled): Promise<void> {
  const organizationId = tenantOf(db);
  await db.transact(async (tx) => {
    if (vectors.length > 0) await insertFilled(tx, organizationId, { model: filled.model, vectors });
    await updateFilled(tx, organizationId, { ...filled, leaseMs });
    await updateSpace(tx, organizationId, { model: filled.model, dimensions, graph: false });
  });
}

/**
 * Makes a FILLING space the one that is searched and retires the one that was, in one transaction. False when a chunk has come
 * meanwhile that misses a vector: the filling goes on with that one.
 */
export async function finishFilling(db: TenantDb, model: string): Promise<boolean> {
  const organizationId = tenantOf(db);
  // Once without the lock: what is missing now needs nobody to wait.
  const missing = await db.read((tx) => findUnfilled(tx, organizationId, model));
  return db.transact(async (tx) => {
    // Whoever adds chunks holds this lock too: what they added before is seen below, what they add later comes after the switch.
    const spaces = await lockSpaces(tx, organizationId, 'UPDATE');
    if (spaces.find((space) => space.model === model)?.state !== 'FILLING') return true;
    const unfilled = missing ?? (await findUnfilled(tx, organizationId, model));
    if (unfilled !== null) {
      await updateFilled(tx, organizationId, { model, to: unfilled, chunks: 0, leaseMs });
      return false;
    }
    for (const { model: other, state } of spaces)
      if (state === 'ACTIVE') await updateState(tx, organizationId, { model: other, state: 'RETIRED' });
    await updateState(tx, organizationId, { model, state: 'ACTIVE' });
    return true;
  });
}
