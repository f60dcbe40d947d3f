import { taskChangeCursor } from './change/resolvers/Query/taskChangeCursor.ts';
import { taskChanged } from './change/resolvers/Subscription/taskChanged.ts';
import { TaskChange } from './change/resolvers/TaskChange.ts';
import { createTask } from './task/resolvers/Mutation/createTask.ts';
import { deleteTask } from './task/resolvers/Mutation/deleteTask.ts';
import { updateTask } from './task/resolvers/Mutation/updateTask.ts';
import { task } from './task/resolvers/Query/task.ts';
import { tasks } from './task/resolvers/Query/tasks.ts';
import { Task } from './task/resolvers/Task.ts';
import { TaskConnection } from './task/resolvers/TaskConnection.ts';
import { User } from './task/resolvers/User.ts';
import type { Resolvers } from './generated/resolvers.ts';

export const resolvers: Resolvers = {
  Query: { task, taskChangeCursor, tasks },
  Mutation: { createTask, updateTask, deleteTask },
  Subscription: { taskChanged },
  Task,
  TaskChange,
  TaskConnection,
  User,
};
