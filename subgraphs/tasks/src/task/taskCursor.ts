import { encodeCursor } from '@prism/db/page';
import { z } from 'zod';
import type { Task } from './task.ts';

/** `first` and `after` as a client gives them. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const list = 'task';

/** The sort key in a cursor: the task's id. It names its list, so that another list's cursor is refused. */
export const taskCursor = z.tuple([z.literal(list), z.uuid()]).transform(([, id]) => id);

export function cursorOfTask({ id }: Task): string {
  return encodeCursor([list, id]);
}
