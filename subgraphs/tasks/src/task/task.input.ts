import { nonEmptyText, text } from '@prism/errors/inputSchemas';
import { z } from 'zod';
import { taskPriorities, taskStatuses } from './task.ts';

const maxDocuments = 50;

const title = nonEmptyText(500);
const description = text(50_000);
const status = z.enum(taskStatuses);
const priority = z.enum(taskPriorities);

// Whether an id names anything is for its owner to say: a malformed one is NOT_FOUND and no fault of the input.
const id = z.string().toLowerCase();

const documentIds = z
  .array(id)
  .transform((ids) => [...new Set(ids)])
  .pipe(z.array(id).max(maxDocuments, `must name at most ${String(maxDocuments)} documents`));

/** What `createTask` takes: absent and null are the same. */
export const createTaskInput = z.object({
  title,
  description: description.nullish().transform((value) => value ?? null),
  assigneeId: id.nullish().transform((value) => value ?? null),
  priority: priority.nullish().transform((value) => value ?? 'MEDIUM'),
  dueAt: z
    .date()
    .nullish()
    .transform((value) => value ?? null),
  documentIds: documentIds.nullish().transform((value) => value ?? []),
});

/** What `updateTask` takes: absent leaves a field as it is, null clears it where there can be nothing. */
export const updateTaskInput = z.object({
  id,
  title: title.optional(),
  description: description.nullable().optional(),
  status: status.optional(),
  assigneeId: id.nullable().optional(),
  priority: priority.optional(),
  dueAt: z.date().nullable().optional(),
  documentIds: documentIds.optional(),
});

/** What a list of tasks can be narrowed down to: a condition that is null is none. */
export const taskFilter = z.object({
  status: z.array(status).nullish(),
  priority: z.array(priority).nullish(),
  assigneeId: id.nullish(),
  unassigned: z.boolean().nullish(),
  createdById: id.nullish(),
  dueBefore: z.date().nullish(),
  text: text(200).nullish(),
});

export type TaskFilter = z.output<typeof taskFilter>;
