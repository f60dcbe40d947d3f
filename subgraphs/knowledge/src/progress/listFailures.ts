import type { Context } from '../context.ts';
import type { Document } from '../document/document.ts';
import { readDocuments } from '../document/readDocuments.ts';
import { selectFailed } from './progress.sql.ts';
import type { IngestionProgress } from './progress.ts';

const limit = 10;

/** The documents that failed last. Not through the loader, which in a subscription remembers what was. */
export async function listFailures({ db }: Context, { of, failed }: IngestionProgress): Promise<Document[]> {
  if (failed === 0) return [];
  return db.read(async (tx) => {
    const ids = await selectFailed(tx, db.organizationId, { of, limit });
    const found = new Map((await readDocuments(tx, db.organizationId, ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => found.get(id) ?? []);
  });
}
