import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import type { Space } from './space.ts';
import { insertSpace, selectSpaces } from './space.sql.ts';

/** Which spaces the chunks of a document need vectors in. */
export interface SpacesToFill {
  /** The model that searches use. */
  readonly active: string;
  /** The models that are about to take its place. */
  readonly filling: readonly string[];
}

/** The organization's spaces as indexing finds them. The first indexing of all makes the configured model the one that is searched. */
export async function spacesToFill(
  db: TenantDb,
  configured: { readonly model: string; readonly dimensions: number | null },
): Promise<SpacesToFill> {
  const organizationId = tenantOf(db);
  const found = sort(await db.read((tx) => selectSpaces(tx, organizationId)));
  if (found) return found;
  const made = await db.transact(async (tx) => {
    await insertSpace(tx, organizationId, { ...configured, state: 'ACTIVE' });
    return selectSpaces(tx, organizationId);
  });
  const spaces = sort(made);
  if (!spaces) throw new Error('The organization has no model to index with.');
  return spaces;
}

function sort(spaces: readonly Space[]): SpacesToFill | null {
  const by = (state: Space['state']) => spaces.filter((space) => space.state === state).map(({ model }) => model);
  const [active] = by('ACTIVE');
  return active === undefined ? null : { active, filling: by('FILLING') };
}
