import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { requireAuditReader } from './audit.policy.ts';
import { selectAuditEntries } from './audit.sql.ts';
import type { AuditEntry } from './auditEntry.ts';

// Ids are UUIDv7: their order is the order in time.
const auditCursor = listCursor('auditEntry', z.uuid());

export const cursorOfAuditEntry = ({ id }: AuditEntry) => auditCursor.of(id);

/** A page of the log of the current organization, newest first. */
export async function listAuditEntries(ctx: Context, args: PageArgs): Promise<PageOf<AuditEntry>> {
  const organizationId = requireAuditReader(ctx.session);
  const page = readPage(args, auditCursor.key);
  const rows = await ctx.db.read((tx) => selectAuditEntries(tx, organizationId, page));
  return cutPage(rows, page.limit);
}
