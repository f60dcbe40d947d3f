import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Context } from '../context.ts';
import { tenantOf } from '../indexing/tenantOf.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { actorOf } from './beginUpload.ts';
import { deleteUnusedFile, deleteUploadRow, selectExpired, selectExpiring, selectUpload } from './upload.sql.ts';
import type { Upload } from './upload.ts';

/** An upload of the caller, or NOT_FOUND: those of others in the organization are none of theirs. */
export async function getUpload(ctx: Context, id: string): Promise<Upload> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const actor = actorOf(ctx);
  const upload = isId(id) ? await ctx.db.read((tx) => selectUpload(tx, organizationId, { id, actor })) : undefined;
  if (!upload) throw notFound('Upload');
  return upload;
}

/** Forgets an upload of the caller, and its bytes unless they have become a document. NOT_FOUND when there is none. */
export async function deleteUpload(ctx: Context, id: string): Promise<void> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const actor = actorOf(ctx);
  if (!isId(id)) throw notFound('Upload');
  await ctx.db.transact(async (tx) => {
    if (!(await selectUpload(tx, organizationId, { id, actor }))) throw notFound('Upload');
    await deleteUploadRow(tx, organizationId, id);
    await deleteUnusedFile(tx, organizationId, id);
  });
}

/** Uploads in one transaction. */
const most = 50;

/** Organizations that have uploads whose time is over, in the order of their ids, after a given one. */
export function organizationsDroppingUploads(pool: Pool, after: string, limit: number): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_knowledge', byClock: true }, (db) =>
    selectExpiring(db, after, limit),
  );
}

/** Forgets the uploads of an organization whose time is over, with their bytes. Resolves to how many. Any number may do this at once. */
export async function dropExpiredUploads(db: TenantDb): Promise<number> {
  const organizationId = tenantOf(db);
  for (let dropped = 0; ;) {
    const ids = await db.transact(async (tx) => {
      const expired = await selectExpired(tx, organizationId, most);
      for (const id of expired) {
        await deleteUploadRow(tx, organizationId, id);
        await deleteUnusedFile(tx, organizationId, id);
      }
      return expired;
    });
    dropped += ids.length;
    if (ids.length < most) return dropped;
  }
}
