import type { TaskChangeResolvers } from '@prism/tasks/generated/resolvers';
import { cursorOfChange } from '../changeCursor.ts';

export const TaskChange: TaskChangeResolvers = {
  cursor: cursorOfChange,
  change: ({ kind }) => kind,
  actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
};
