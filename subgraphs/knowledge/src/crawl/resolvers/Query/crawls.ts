import { toConnection } from '@prism/graphql-kit/connection';

import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { cursorOfCrawl, listCrawls } from '../../readCrawls.ts';

export const crawls: NonNullable<QueryResolvers['crawls']> = async (_parent, args, ctx) =>
  toConnection(await listCrawls(ctx, args), cursorOfCrawl);
