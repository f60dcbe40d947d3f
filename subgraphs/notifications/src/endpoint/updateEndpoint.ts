import { badUserInput } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import type { StoredEndpoint } from './endpoint.ts';
import { requireManager } from './endpoint.policy.ts';
import { changeEndpoint, deleteEndpointRow } from './endpoint.sql.ts';
import { checkUrl, updateSchema } from './endpointInput.ts';
import { sealUrl } from './endpointSecrets.ts';
import { cancelWaiting } from './endpointMessages.sql.ts';
import { getManaged } from './getManaged.ts';

/** Changes an endpoint; what is not given stays as it is. */
export async function updateEndpoint(ctx: Context, input: unknown): Promise<StoredEndpoint> {
  requireManager(ctx.session);
  const { id, url: given, ...change } = parseInput(updateSchema, input);
  const url = given === undefined ? undefined : checkUrl(ctx.outbound, given);
  return ctx.db.transact(async (tx) => {
    const endpoint = await getManaged(ctx, tx, id);
    if (url !== undefined && endpoint.channel === 'WEB_PUSH')
      throw badUserInput([{ path: 'input.url', message: 'is the browser’s: subscribe again instead' }]);
    const sealed = url === undefined ? undefined : sealUrl(ctx.secretKeys, endpoint, url);
    await changeEndpoint(tx, endpoint, { ...change, url: sealed });
    if (change.enabled === false) await cancelWaiting(tx, endpoint, 'The endpoint is disabled.');
    return getManaged(ctx, tx, id);
  });
}

/** Removes an endpoint with its secrets, and returns its id. */
export async function deleteEndpoint(ctx: Context, id: string): Promise<string> {
  requireManager(ctx.session);
  return ctx.db.transact(async (tx) => {
    const endpoint = await getManaged(ctx, tx, id);
    await cancelWaiting(tx, endpoint, 'The endpoint was removed.');
    await deleteEndpointRow(tx, endpoint.organizationId, endpoint.id);
    return endpoint.id;
  });
}
