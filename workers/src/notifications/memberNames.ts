import { findUserNames } from '@prism/organizations/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

/** The names of those of the ids who belong to the organization now; who does not is not in it. */
export async function findMemberNames(
  organizations: TenantDb,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const members = await findUserNames(organizations, wanted);
  return new Map(members.map(({ id, displayName }) => [id, displayName]));
}
