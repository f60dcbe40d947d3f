import type { QueryResolvers } from '@prism/tasks/generated/resolvers';
import { getChangeCursor } from '../../followChanges.ts';

export const taskChangeCursor: NonNullable<QueryResolvers['taskChangeCursor']> = (_parent, _args, ctx) =>
  getChangeCursor(ctx);
