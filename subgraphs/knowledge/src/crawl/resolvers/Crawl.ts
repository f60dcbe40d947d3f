import { toConnection } from '@prism/graphql-kit/connection';

import type { CrawlPageResolvers, CrawlResolvers } from '../../generated/resolvers.ts';
import { cursorOfPage, listCrawlPages } from '../readCrawls.ts';

const none = { queued: 0, stored: 0, unchanged: 0, skipped: 0, failed: 0 };

export const Crawl: CrawlResolvers = {
  counts: async ({ id }, _args, ctx) => (await ctx.loaders.crawlCounts.load(id)) ?? none,
  pages: async ({ id }, args, ctx) => toConnection(await listCrawlPages(ctx, id, args), cursorOfPage),
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
};

export const CrawlPage: CrawlPageResolvers = {
  document: ({ documentId }, _args, ctx) => (documentId === null ? null : ctx.loaders.document.load(documentId)),
};
