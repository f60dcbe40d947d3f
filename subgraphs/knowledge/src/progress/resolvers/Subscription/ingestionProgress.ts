import type { SubscriptionResolvers } from '@prism/knowledge/generated/resolvers';
import { followProgress } from '../../followProgress.ts';
import type { IngestionProgress } from '../../progress.ts';

export const ingestionProgress: NonNullable<SubscriptionResolvers['ingestionProgress']> = {
  subscribe: (_parent, args, ctx) => followProgress(ctx, args),
  resolve: (progress: IngestionProgress) => progress,
};
