import { toConnection } from '@prism/graphql-kit/connection';
import type { TaskConnection } from '../../mappers.ts';
import type { TaskList } from '../task.ts';
import { cursorOfTask } from '../taskCursor.ts';

export function toTaskConnection(list: TaskList): TaskConnection {
  return { ...toConnection(list, cursorOfTask), count: list.count };
}
