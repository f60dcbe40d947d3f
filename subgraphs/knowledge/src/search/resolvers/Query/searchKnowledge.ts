import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { searchKnowledge as search } from '../../searchKnowledge.ts';

export const searchKnowledge: NonNullable<QueryResolvers['searchKnowledge']> = (_parent, args, ctx) =>
  search(ctx, args);
