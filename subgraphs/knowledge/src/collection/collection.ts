import type { Role } from '@prism/auth/scopes';

/** Who may read the documents of a collection. */
export type CollectionAccess = 'EVERYBODY' | 'NAMED';

/** Documents that the same people may read. */
export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly access: CollectionAccess;
  /** Persons who are named; they say nothing while everybody may read. */
  readonly memberIds: readonly string[];
  readonly roles: readonly Role[];
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What people decide of a collection. */
export type CollectionSettings = Pick<Collection, 'name' | 'description' | 'access' | 'memberIds' | 'roles'>;
