import { cutPage, encodeCursor, readPage, type PageOf } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { requireAuditReader } from './audit.policy.ts';
import { selectAuditEntries } from './audit.sql.ts';
import type { AuditEntry } from './auditEntry.ts';

// Ids are UUIDv7: their order is the order in time.
const cursorSchema = z.tuple([z.uuid()]);

export const cursorOfAuditEntry = ({ id }: AuditEntry) => encodeCursor([id]);

/** A page of the log of the current organization, newest first. */
export async function listAuditEntries(
  ctx: Context,
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
): Promise<PageOf<AuditEntry>> {
  const organizationId = requireAuditReader(ctx.session);
  const { limit, after } = readPage(args, cursorSchema);
  const rows = await ctx.db.read((tx) => selectAuditEntries(tx, organizationId, { limit, after: after?.[0] ?? null }));
  return cutPage(rows, limit);
}
