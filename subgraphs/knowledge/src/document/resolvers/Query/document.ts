import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getDocument } from '../../getDocument.ts';

export const document: NonNullable<QueryResolvers['document']> = (_parent, args, ctx) => getDocument(ctx, args);
