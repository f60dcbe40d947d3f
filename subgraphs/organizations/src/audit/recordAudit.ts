import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { isId } from '@prism/errors/inputSchemas';
import { insertAuditEntry } from './audit.sql.ts';
import type { NewAuditEntry } from './auditEntry.ts';

/** Writes what is done into the log, in the transaction that does it. */
export async function recordAudit(
  tx: Queryable,
  { actor, organizationId }: { readonly actor: Session['actor']; readonly organizationId: string },
  entry: NewAuditEntry,
): Promise<void> {
  const actorId = isId(actor.id) ? actor.id : null;
  await insertAuditEntry(tx, organizationId, { ...entry, id: newId(), actorType: actor.type, actorId });
}
