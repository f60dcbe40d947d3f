import { createSigningSecret } from '@prism/channels/webhook/signingSecret';
import { newId } from '@prism/db/newId';
import { quotaExceeded } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import type { Tx } from '@prism/queue/tenantDb';
import type { z } from 'zod';

import type { Context } from '../context.ts';
import { mostEndpoints, type EndpointOwner, type StoredEndpoint } from './endpoint.ts';
import { requireOwner } from './endpoint.policy.ts';
import { changeEndpoint, insertEndpoint, insertSecret, listEndpoints, lockOwner } from './endpoint.sql.ts';
import { checkUrl, createSchema } from './endpointInput.ts';
import { openUrl, sealKeys, sealSecret, sealUrl } from './endpointSecrets.ts';
import { getManaged } from './getManaged.ts';

/** An endpoint, and what verifies its messages: known only now. */
export type CreatedEndpoint = { readonly endpoint: StoredEndpoint; readonly signingSecret: string | null };

type Draft = z.output<typeof createSchema>;

/** Adds an endpoint. A push subscription that its owner has already is brought up to date instead. */
export async function createEndpoint(ctx: Context, input: unknown): Promise<CreatedEndpoint> {
  const draft = parseInput(createSchema, input);
  const owner = requireOwner(ctx.session, draft.owner);
  const url = checkUrl(ctx.outbound, draft.url);
  return ctx.db.transact(async (tx) => {
    await lockOwner(tx, owner);
    const existing = await listEndpoints(tx, owner);
    const same = existing.find(({ channel, ...one }) => channel === 'WEB_PUSH' && isAt(ctx, { channel, ...one }, url));
    if (same && draft.channel === 'WEB_PUSH') return renew(ctx, tx, { id: same.id, draft });
    assertRoom(owner, existing.length);
    return insert(ctx, tx, { owner, draft: { ...draft, url } });
  });
}

function isAt({ secretKeys }: Context, endpoint: StoredEndpoint, url: string): boolean {
  try {
    return openUrl(secretKeys, endpoint) === url;
  } catch {
    // Sealed with a key that is gone: nobody knows where it leads.
    return false;
  }
}

/** A browser that subscribes again has other keys. */
async function renew(
  ctx: Context,
  tx: Tx,
  { id, draft: { pushKeys, label, kinds } }: { readonly id: string; readonly draft: Draft },
): Promise<CreatedEndpoint> {
  const place = { organizationId: ctx.db.organizationId ?? '', id };
  const keys = pushKeys ? sealKeys(ctx.secretKeys, place, pushKeys) : undefined;
  await changeEndpoint(tx, place, { keys, label, kinds, enabled: true });
  return { endpoint: await getManaged(ctx, tx, id), signingSecret: null };
}

function assertRoom({ ownerId }: EndpointOwner, count: number): void {
  const most = ownerId === null ? mostEndpoints.organization : mostEndpoints.person;
  if (count >= most) throw quotaExceeded(`There are ${String(most)} endpoints already: remove one first.`);
}

async function insert(
  ctx: Context,
  tx: Tx,
  { owner, draft }: { readonly owner: EndpointOwner; readonly draft: Draft },
): Promise<CreatedEndpoint> {
  const { channel, label, kinds, url, pushKeys, scheme } = draft;
  const place = { organizationId: owner.organizationId, id: newId() };
  await insertEndpoint(tx, {
    ...{ ...place, ownerId: owner.ownerId, channel, label, kinds },
    url: sealUrl(ctx.secretKeys, place, url),
    keys: pushKeys ? sealKeys(ctx.secretKeys, place, pushKeys) : null,
  });
  const signing = channel === 'WEBHOOK' ? createSigningSecret(scheme) : null;
  if (signing) {
    const secret = sealSecret(ctx.secretKeys, place, signing.secret);
    await insertSecret(tx, { ...owner, endpointId: place.id }, { id: newId(), scheme, secret });
  }
  return { endpoint: await getManaged(ctx, tx, place.id), signingSecret: signing?.verifier ?? null };
}
