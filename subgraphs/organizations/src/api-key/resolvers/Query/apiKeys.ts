import { toConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { cursorOfApiKey, listApiKeys } from '../../listApiKeys.ts';

export const apiKeys: NonNullable<QueryResolvers['apiKeys']> = async (_parent, args, ctx) =>
  toConnection(await listApiKeys(ctx, args), cursorOfApiKey);
