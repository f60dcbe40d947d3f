import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { rotateEndpointSecret as rotate } from '../../rotateEndpointSecret.ts';

export const rotateEndpointSecret: NonNullable<MutationResolvers['rotateEndpointSecret']> = (_parent, { input }, ctx) =>
  rotate(ctx, input);
