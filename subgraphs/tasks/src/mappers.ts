// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Change } from './change/change.ts';
import type { Task } from './task/task.ts';
import type { CountedConnection } from '@prism/graphql-kit/connection';

export type { Task };
export type TaskChange = Change;
export type TaskConnection = CountedConnection<Task>;
export type User = { readonly id: string };
export type Document = { readonly id: string };
