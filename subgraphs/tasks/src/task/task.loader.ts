import type { Page } from '@prism/db/page';
import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';
import { countAssignedTasks, selectAssignedTasks, selectTasks, type AssignedCount } from './task.sql.ts';
import type { Task, TaskStatus } from './task.ts';
import { selectTaskDocuments, type TaskDocuments } from './taskDocument.sql.ts';

/** Which of a person's tasks. */
export type AssignedPage = Page<string> & { readonly status: readonly TaskStatus[] | null };

/** One person's tasks: a page and the row after it. */
export interface AssignedTasks {
  readonly assigneeId: string;
  readonly rows: readonly Task[];
}

/** Reads of one request, each batched over all who ask in the same tick. */
export interface TaskLoaders {
  readonly task: BatchLoader<Task>;
  readonly documents: BatchLoader<TaskDocuments>;
  /** By assignee. Whoever asks for the same page shares a loader. */
  readonly assigned: (page: AssignedPage) => BatchLoader<AssignedTasks>;
  readonly assignedCount: (status: AssignedPage['status']) => BatchLoader<AssignedCount>;
}

export function createTaskLoaders(db: TenantDb): TaskLoaders {
  const tenant = db.organizationId;
  return {
    task: createBatchLoader(
      (ids) => db.read((tx) => selectTasks(tx, tenant, ids.filter(isId))),
      ({ id }) => id,
    ),
    documents: createBatchLoader(
      (ids) => db.read((tx) => selectTaskDocuments(tx, tenant, ids)),
      ({ taskId }) => taskId,
    ),
    assigned: byArguments((page) =>
      createBatchLoader(
        async (ids) => {
          const query = { tenant, assigneeIds: ids.filter(isId), status: page.status };
          return groupByAssignee(await db.read((tx) => selectAssignedTasks(tx, query, page)));
        },
        ({ assigneeId }) => assigneeId,
      ),
    ),
    assignedCount: byArguments((status) =>
      createBatchLoader(
        (ids) => db.read((tx) => countAssignedTasks(tx, { tenant, assigneeIds: ids.filter(isId), status })),
        ({ assigneeId }) => assigneeId,
      ),
    ),
  };
}

/** One loader for each set of arguments that a request asks with. */
function byArguments<A, V>(create: (args: A) => BatchLoader<V>): (args: A) => BatchLoader<V> {
  const loaders = new Map<string, BatchLoader<V>>();
  return (args) => {
    const key = JSON.stringify(args);
    const loader = loaders.get(key) ?? create(args);
    loaders.set(key, loader);
    return loader;
  };
}

function groupByAssignee(tasks: readonly Task[]): AssignedTasks[] {
  const groups = Map.groupBy(tasks, ({ assigneeId }) => assigneeId ?? '');
  return [...groups].map(([assigneeId, rows]) => ({ assigneeId, rows }));
}
