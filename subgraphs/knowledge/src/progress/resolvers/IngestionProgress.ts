import type { IngestionProgressResolvers } from '../../generated/resolvers.ts';
import { listFailures } from '../listFailures.ts';

export const IngestionProgress: IngestionProgressResolvers = {
  documentsTotal: ({ documents }) => documents,
  documentsDone: ({ ready }) => ready,
  documentsFailed: ({ failed }) => failed,
  documentsPending: ({ documents, ready, failed }) => documents - ready - failed,
  chunksTotal: ({ chunks }) => chunks,
  failures: (progress, _args, ctx) => listFailures(ctx, progress),
};
