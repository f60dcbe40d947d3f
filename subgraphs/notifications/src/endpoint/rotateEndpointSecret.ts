import { createSigningSecret } from '@prism/channels/webhook/signingSecret';
import { newId } from '@prism/db/newId';
import { badUserInput } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import type { StoredEndpoint } from './endpoint.ts';
import { requireManager } from './endpoint.policy.ts';
import { insertSecret, retireSecrets } from './endpoint.sql.ts';
import { rotateSchema } from './endpointInput.ts';
import { sealSecret } from './endpointSecrets.ts';
import { getManaged } from './getManaged.ts';

/** Each one is a signature in every request: who rotates again and again within the overlap keeps the newest ones. */
const mostOldSecrets = 4;

/** Gives a webhook a new secret; the old ones sign beside it until the overlap ends. */
export async function rotateEndpointSecret(
  ctx: Context,
  input: unknown,
): Promise<{ readonly endpoint: StoredEndpoint; readonly signingSecret: string }> {
  requireManager(ctx.session);
  const { id, overlapHours, scheme: given } = parseInput(rotateSchema, input);
  return ctx.db.transact(async (tx) => {
    const endpoint = await getManaged(ctx, tx, id);
    if (endpoint.channel !== 'WEBHOOK') throw badUserInput([{ path: 'input.id', message: 'must be a webhook’s' }]);
    const scheme = given ?? endpoint.secrets[0]?.scheme ?? 'v1';
    const { secret, verifier } = createSigningSecret(scheme);
    await retireSecrets(tx, endpoint, { hours: overlapHours, keep: mostOldSecrets });
    await insertSecret(
      tx,
      { organizationId: endpoint.organizationId, endpointId: endpoint.id },
      { id: newId(), scheme, secret: sealSecret(ctx.secretKeys, endpoint, secret) },
    );
    return { endpoint: await getManaged(ctx, tx, id), signingSecret: verifier };
  });
}
