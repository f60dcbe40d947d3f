import { notFound } from '@prism/errors/errors';
import type { Context } from '../context.ts';
import { requireOrganizationReader } from './organization.policy.ts';
import type { Organization } from './organization.ts';

/** The organization that the request names. */
export async function getOrganization(ctx: Context): Promise<Organization> {
  const organization = await ctx.loaders.organization.load(requireOrganizationReader(ctx.session));
  if (!organization) throw notFound('Organization');
  return organization;
}
