import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getCrawl } from '../../readCrawls.ts';

export const crawl: NonNullable<QueryResolvers['crawl']> = (_parent, args, ctx) => getCrawl(ctx, args);
