import type { Context } from '../context.ts';
import type { StoredEndpoint } from './endpoint.ts';
import { requireOwner } from './endpoint.policy.ts';
import { listEndpoints } from './endpoint.sql.ts';

/** The caller's own endpoints, or the organization's, oldest first. */
export async function listOwnEndpoints(ctx: Context, owner: 'PERSON' | 'ORGANIZATION'): Promise<StoredEndpoint[]> {
  const who = requireOwner(ctx.session, owner);
  return ctx.db.read((db) => listEndpoints(db, who));
}
