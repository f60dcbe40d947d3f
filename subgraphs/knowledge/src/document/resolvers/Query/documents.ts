import { encodeCursor } from '@prism/db/page';
import { toConnection } from '@prism/graphql-kit/connection';

import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { listDocuments } from '../../listDocuments.ts';

export const documents: NonNullable<QueryResolvers['documents']> = async (_parent, args, ctx) =>
  toConnection(await listDocuments(ctx, args), ({ id }) => encodeCursor([id]));
