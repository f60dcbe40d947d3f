import { listCursor } from '@prism/db/page';
import { z } from 'zod';
import type { Task } from './task.ts';

/** Lists of tasks go by id, newest first. */
export const taskCursor = listCursor('task', z.uuid());

export function cursorOfTask({ id }: Task): string {
  return taskCursor.of(id);
}
