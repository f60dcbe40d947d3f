import { isId, nonEmptyText, text } from '@prism/errors/inputSchemas';
import { z } from 'zod';

/** A tenant. */
export interface Organization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

const slugSchema = text(48)
  .min(2, 'must have at least 2 characters')
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, 'must be a-z, 0-9 and single hyphens inside')
  // Both name an organization in x-organization-id: one must never pass for the other.
  .refine((slug) => !isId(slug), 'must not look like an id');

export const createOrganizationInput = z.object({ name: nonEmptyText(200), slug: slugSchema.nullish() });

/** A slug made from a name: `Müller & Söhne` is `muller-sohne`. Null when the name holds nothing to make it from. */
export function slugOf(name: string): string | null {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
  return slugSchema.safeParse(slug).success ? slug : null;
}
