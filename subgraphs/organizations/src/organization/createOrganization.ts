import { randomInt } from 'node:crypto';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { conflict } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Context } from '../context.ts';
import { addMember } from '../membership/addMember.ts';
import { invalidateSession } from '../session/invalidateSession.ts';
import { requireFounder } from './organization.policy.ts';
import { insertOrganization } from './organization.sql.ts';
import { createOrganizationInput, slugOf, type Organization } from './organization.ts';

/** Makes an organization with the caller as its OWNER. CONFLICT when the slug that was asked for is taken. */
export async function createOrganization(ctx: Context, input: unknown): Promise<Organization> {
  const userId = requireFounder(ctx.session);
  const { name, slug } = parseInput(createOrganizationInput, input);
  const id = newId();
  const organization = await ctx.dbOf(id).transact(async (tx) => {
    const created = await insertWithSlug(tx, { id, name }, slug ? [slug] : candidates(name));
    await addMember(tx, id, { userId, role: 'OWNER' });
    const { actor } = ctx.session;
    await recordAudit(
      tx,
      { actor, organizationId: id },
      { action: 'organization.created', targetType: 'Organization', targetId: id },
    );
    return created;
  });
  ctx.loaders.memberships.clear(userId);
  await invalidateSession(ctx.topics, userId, id);
  return organization;
}

async function insertWithSlug(
  tx: Queryable,
  fields: Pick<Organization, 'id' | 'name'>,
  slugs: readonly string[],
): Promise<Organization> {
  for (const slug of slugs) {
    const created = await insertOrganization(tx, { ...fields, slug });
    if (created) return created;
  }
  throw conflict(`The slug ${slugs[0] ?? ''} is taken.`);
}

// A name is not unique: when the slug it makes is taken, the next ones end in something random.
function candidates(name: string): string[] {
  const slug = slugOf(name);
  const suffixed = Array.from(
    { length: 5 },
    () => `${slug ?? 'organization'}-${randomInt(36 ** 5, 36 ** 6).toString(36)}`,
  );
  return slug === null ? suffixed : [slug, ...suffixed];
}
