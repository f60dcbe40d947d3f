import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { cancelCrawl as cancel } from '../../cancelCrawl.ts';

export const cancelCrawl: NonNullable<MutationResolvers['cancelCrawl']> = async (_parent, args, ctx) => ({
  crawl: await cancel(ctx, args),
});
