import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { createEndpoint as create } from '../../createEndpoint.ts';

export const createEndpoint: NonNullable<MutationResolvers['createEndpoint']> = (_parent, { input }, ctx) =>
  create(ctx, input);
