import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import { selectParts } from './upload.sql.ts';

/** Parts in memory at once: a megabyte. */
const most = 4;

/** The parts of a file that are stored, in order, read as somebody takes them. Ends where the actor may read no more. */
export async function* readParts(db: TenantDb, id: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; ; from += most) {
    const parts = await db.read((tx) => selectParts(tx, tenantOf(db), { id, from, most }));
    yield* parts;
    if (parts.length < most) return;
  }
}
