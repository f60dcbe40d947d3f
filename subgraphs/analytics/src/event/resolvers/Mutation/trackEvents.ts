import type { MutationResolvers } from '@prism/analytics/generated/resolvers';
import * as useCase from '../../trackEvents.ts';

export const trackEvents: NonNullable<MutationResolvers['trackEvents']> = async (_parent, { input }, ctx) =>
  useCase.trackEvents(ctx, input);
