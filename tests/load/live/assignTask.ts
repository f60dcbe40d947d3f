import { ask } from '@prism/testkit/apiClient';
import type { Person } from '../people.ts';

// Asks for nothing that the gateway would have to fetch elsewhere: the answer follows the commit as closely as it can.
const query = 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }';

/** Creates a task for somebody, which notifies them; resolves to its id when the graph has answered. */
export async function assignTask(creator: Person, assignee: Person): Promise<string> {
  const variables = { input: { title: 'Look at this', assigneeId: assignee.id } };
  const { createTask } = await ask<{ createTask: { task: { id: string } } }>(creator.url, creator, {
    query,
    variables,
  });
  return createTask.task.id;
}
