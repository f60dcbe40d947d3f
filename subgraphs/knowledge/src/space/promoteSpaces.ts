import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import { countScanned, promoteVectors, selectDimensions } from './graph.sql.ts';
import { hasGraph, scannableRows, type Space } from './space.ts';
import { listOrganizationsLargerThan, selectSpaces, updateSpace } from './space.sql.ts';

/** In one transaction: a row takes the graph a millisecond or more, and whoever deletes one of them waits so long. */
const batch = 100;

/** No organization with fewer chunks than this has anything to promote: the scan of the longest vectors is short then. */
const fewestChunks = scannableRows(3_072);

/** Organizations that may be too large to scan all of their vectors, in the order of their ids, after a given one. */
export function organizationsPromoting(pool: Pool, after: string, limit: number): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_knowledge', byClock: true }, (db) =>
    listOrganizationsLargerThan(db, after, { chunks: fewestChunks, limit }),
  );
}

/**
 * Moves vectors of an organization into the graph when an exact scan of those outside would take long, in small transactions
 * that wait for nobody; any number of workers at once. Says how many it moved. Ends early when `isClosed`.
 */
export async function promoteSpaces(db: TenantDb, isClosed: () => boolean = () => false): Promise<number> {
  const spaces = await db.read((tx) => selectSpaces(tx, tenantOf(db)));
  let promoted = 0;
  for (const space of spaces) if (space.state !== 'RETIRED') promoted += await promoteSpace(db, space, isClosed);
  return promoted;
}

/** The same for one of the organization's spaces. */
export async function promoteSpace(
  db: TenantDb,
  { model, graph, ...space }: Pick<Space, 'model' | 'dimensions' | 'graph'>,
  isClosed: () => boolean = () => false,
): Promise<number> {
  const organizationId = tenantOf(db);
  const dimensions = space.dimensions ?? (await db.read((tx) => selectDimensions(tx, organizationId, model)));
  if (!hasGraph(dimensions)) return 0;
  // Once there is a graph, what lies outside of it costs in addition.
  const most = Math.floor(scannableRows(dimensions) / (graph ? 8 : 1));
  const scanned = await db.read((tx) => countScanned(tx, organizationId, { model, most: most + 1 }));
  if (scanned <= most) return 0;
  let promoted = 0;
  for (let last = batch; last > 0 && !isClosed(); promoted += last) {
    last = await db.transact(async (tx) => {
      await updateSpace(tx, organizationId, { model, dimensions, graph: true });
      return promoteVectors(tx, organizationId, { model, most: batch });
    });
  }
  return promoted;
}
