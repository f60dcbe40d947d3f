import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { startCrawl as start } from '../../startCrawl.ts';

export const startCrawl: NonNullable<MutationResolvers['startCrawl']> = async (_parent, { input }, ctx) => ({
  crawl: await start(ctx, input),
});
