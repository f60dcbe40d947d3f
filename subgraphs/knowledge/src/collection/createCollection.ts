import { newId } from '@prism/db/newId';
import { quotaExceeded } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeAdmin } from '../knowledge.policy.ts';
import { createCollectionInput, refuseIdleNames } from './collection.input.ts';
import { countCollections, insertCollection } from './collection.sql.ts';
import type { Collection } from './collection.ts';

/** They are listed whole, and each statement looks at all of them. */
const maxCollections = 200;

/** Makes an empty collection: open to everybody in the organization, or for whom it names alone. */
export async function createCollection(ctx: Context, input: unknown): Promise<Collection> {
  const organizationId = requireKnowledgeAdmin(ctx.session);
  const { name, description, access, memberIds, roles } = parseInput(createCollectionInput, input);
  const settings = {
    ...{ name, description: description ?? null, access: access ?? ('EVERYBODY' as const) },
    ...{ memberIds: memberIds ?? [], roles: roles ?? [] },
  };
  refuseIdleNames(settings, settings);
  return ctx.db.transact(async (tx) => {
    if ((await countCollections(tx, organizationId)) >= maxCollections)
      throw quotaExceeded(`An organization can have ${String(maxCollections)} collections.`);
    return insertCollection(tx, organizationId, { id: newId(), createdBy: ctx.db.userId, settings });
  });
}
