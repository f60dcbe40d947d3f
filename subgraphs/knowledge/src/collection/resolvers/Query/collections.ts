import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { listCollections as list } from '../../listCollections.ts';

export const collections: NonNullable<QueryResolvers['collections']> = (_parent, _args, ctx) => list(ctx);
