import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listMutedSubjects } from '../../listSubjects.ts';

export const mutes: NonNullable<QueryResolvers['mutes']> = (_parent, args, ctx) => listMutedSubjects(ctx, args);
