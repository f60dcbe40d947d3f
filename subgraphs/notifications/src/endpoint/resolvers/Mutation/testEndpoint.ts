import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { testEndpoint as test } from '../../testEndpoint.ts';

export const testEndpoint: NonNullable<MutationResolvers['testEndpoint']> = async (_parent, { input }, ctx) => ({
  messageId: await test(ctx, input),
});
