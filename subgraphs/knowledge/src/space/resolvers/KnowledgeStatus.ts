import type { KnowledgeStatusResolvers } from '../../generated/resolvers.ts';
import { listModels } from '../listModels.ts';

export const KnowledgeStatus: KnowledgeStatusResolvers = {
  models: (_status, _args, ctx) => listModels(ctx),
};
