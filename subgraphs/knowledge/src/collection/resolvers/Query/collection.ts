import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getCollection as get } from '../../getCollection.ts';

export const collection: NonNullable<QueryResolvers['collection']> = (_parent, args, ctx) => get(ctx, args);
