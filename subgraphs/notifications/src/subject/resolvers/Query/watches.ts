import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listWatchedSubjects } from '../../listSubjects.ts';

export const watches: NonNullable<QueryResolvers['watches']> = (_parent, args, ctx) => listWatchedSubjects(ctx, args);
