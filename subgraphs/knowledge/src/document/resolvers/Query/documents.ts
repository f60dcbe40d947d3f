import { toConnection } from '@prism/graphql-kit/connection';

import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { cursorOfDocument, listDocuments } from '../../listDocuments.ts';

export const documents: NonNullable<QueryResolvers['documents']> = async (_parent, args, ctx) =>
  toConnection(await listDocuments(ctx, args), cursorOfDocument);
