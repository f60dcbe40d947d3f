import { roles } from '@prism/auth/scopes';
import { badUserInput } from '@prism/errors/errors';
import { nonEmptyText, text } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { documentIds } from '../document/documentIds.input.ts';
import type { Collection } from './collection.ts';

/** How many people a collection can name. More than that are a role. */
const maxMembers = 500;

const shape = {
  name: nonEmptyText(200),
  description: text(2_000)
    .nullable()
    .transform((value) => value?.trim() || null),
  access: z.enum(['EVERYBODY', 'NAMED']),
  memberIds: z
    .array(z.uuid('must be the id of a person'))
    .max(maxMembers, `must name at most ${String(maxMembers)} people`)
    .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]),
  roles: z
    .array(z.enum(roles))
    .max(roles.length, 'must name no role twice')
    .transform((named) => [...new Set(named)]),
};

const orNone = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** The input of createCollection: open to everybody unless told. */
export const createCollectionInput = z.object({
  name: shape.name,
  description: shape.description.optional(),
  access: orNone(shape.access),
  memberIds: orNone(shape.memberIds),
  roles: orNone(shape.roles),
});

/** The input of updateCollection: what is absent stays as it is, and of a description null takes it away. */
export const updateCollectionInput = z.object({
  id: z.string(),
  name: orNone(shape.name),
  description: shape.description.optional(),
  access: orNone(shape.access),
  memberIds: orNone(shape.memberIds),
  roles: orNone(shape.roles),
});

/** Names that say nothing are a mistake: whoever gives them believes that the collection is for those alone. */
export function refuseIdleNames(
  { access }: Pick<Collection, 'access'>,
  given: { readonly memberIds?: readonly string[] | undefined; readonly roles?: readonly string[] | undefined },
): void {
  if (access !== 'EVERYBODY') return;
  const idle = (['memberIds', 'roles'] as const).filter((name) => given[name]?.length);
  const message = 'must be empty while access is EVERYBODY: choose NAMED';
  if (idle.length > 0) throw badUserInput(idle.map((name) => ({ path: `input.${name}`, message })));
}

/** The input of moveDocuments. */
export const moveDocumentsInput = z.object({
  documentIds,
  collectionId: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
});
