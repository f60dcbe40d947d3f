import type { TaskResolvers } from '@prism/tasks/generated/resolvers';
import { findTask } from '../findTask.ts';
import { listTaskDocuments } from '../listTaskDocuments.ts';

const stub = (id: string | null) => (id ? { id } : null);

// People and documents belong to other subgraphs: a stub with the id is all that the gateway needs to fetch the rest.
export const Task: TaskResolvers = {
  __resolveReference: ({ id }, ctx) => findTask(ctx, id),
  assignee: ({ assigneeId }) => stub(assigneeId),
  createdBy: ({ createdBy }) => stub(createdBy),
  documents: async (task, _args, ctx) => (await listTaskDocuments(ctx, task)).map(stub),
};
