import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { listUsage } from '../../listUsage.ts';

export const knowledgeUsage: NonNullable<QueryResolvers['knowledgeUsage']> = async (_parent, args, ctx) => [
  ...(await listUsage(ctx, args)),
];
