import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import type { Queryable } from '@prism/db/transaction';

import type { Context } from '../context.ts';
import type { StoredEndpoint } from './endpoint.ts';
import { mayManage, requireManager } from './endpoint.policy.ts';
import { findEndpointForUpdate } from './endpoint.sql.ts';

/** An endpoint that the caller may manage, locked until the end of the transaction. NOT_FOUND for everybody else's. */
export async function getManaged(ctx: Pick<Context, 'session'>, tx: Queryable, id: string): Promise<StoredEndpoint> {
  const organizationId = requireManager(ctx.session);
  const endpoint = isId(id) ? await findEndpointForUpdate(tx, organizationId, id) : null;
  if (!endpoint || !mayManage(ctx.session, endpoint)) throw notFound('Endpoint');
  return endpoint;
}
