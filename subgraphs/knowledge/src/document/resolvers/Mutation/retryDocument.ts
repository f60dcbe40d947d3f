import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { retryDocument as retry } from '../../retryDocument.ts';

export const retryDocument: NonNullable<MutationResolvers['retryDocument']> = async (_parent, args, ctx) => ({
  document: await retry(ctx, args),
});
