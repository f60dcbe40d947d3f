import type { TenantDb } from '@prism/queue/tenantDb';

import { selectFile } from './file.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** The bytes of a file that a version came as; null when it is gone. */
export async function readFile(db: TenantDb, fileId: string): Promise<Uint8Array | null> {
  return db.read((tx) => selectFile(tx, tenantOf(db), fileId));
}
