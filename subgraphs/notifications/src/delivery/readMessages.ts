import type { TenantDb } from '@prism/queue/tenantDb';

import { listSaid, type Said } from './messages.sql.ts';
import { requireTenant } from '../requireTenant.ts';

/** What one message says, in the language of who gets it. */
export type Content = { readonly locale: string; readonly items: readonly Said[] };

/** What messages say, by id; one that has nothing to say any more is not in it. */
export async function readMessages(db: TenantDb, ids: readonly string[]): Promise<ReadonlyMap<string, Content>> {
  const organizationId = requireTenant(db);
  if (ids.length === 0) return new Map();
  const said = await db.read((tx) => listSaid(tx, organizationId, ids));
  const messages = new Map<string, { locale: string; items: Said[] }>();
  for (const one of said) {
    const message = messages.get(one.deliveryId) ?? { locale: one.locale, items: [] };
    message.items.push(one);
    messages.set(one.deliveryId, message);
  }
  return messages;
}
