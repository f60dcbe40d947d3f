import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getKnowledgeStatus } from '../../getKnowledgeStatus.ts';

export const knowledgeStatus: NonNullable<QueryResolvers['knowledgeStatus']> = (_parent, _args, ctx) =>
  getKnowledgeStatus(ctx);
