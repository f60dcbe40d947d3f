import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getVersion } from '../../getVersion.ts';

export const documentVersion: NonNullable<QueryResolvers['documentVersion']> = (_parent, args, ctx) =>
  getVersion(ctx, args);
