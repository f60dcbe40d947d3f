import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';

import { retryMessage as retry } from '../../retryMessage.ts';

export const retryMessage: NonNullable<MutationResolvers['retryMessage']> = (_parent, args, ctx) => retry(ctx, args);
