import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import * as hooks from './generated/hooks.ts';
import * as documents from './generated/operations.ts';
import type * as operations from './generated/operations.ts';

// The type checker is what runs these: a line that no longer holds does not compile.
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T => true as T;

type ResultOf<D> = D extends { __apiType?: (variables: never) => infer R } ? R : never;
type Task = ResultOf<typeof documents.TasksDocument>['tasks']['edges'][number]['node'];
type Event = ResultOf<typeof documents.NotificationReceivedDocument>['notificationReceived'];
type Subject = NonNullable<Event['notification']['subject']>;

test('operations are typed as the schema says', () => {
  holds<Equal<Task['status'], 'OPEN' | 'IN_PROGRESS' | 'BLOCKED' | 'DONE' | 'CANCELLED'>>();
  holds<Equal<Event['cursor'], string>>();
  holds<Equal<Extract<Subject, { __typename: 'Task' }>['title'], string>>();

  const input: operations.CreateTaskInput = { title: 'Paint the hull' };
  // @ts-expect-error -- a task has a title
  const untitled: operations.CreateTaskInput = {};
  // @ts-expect-error -- there is no such priority
  const hasty: operations.CreateTaskInput = { title: 'Now', priority: 'NOW' };
  expect([input, untitled, hasty]).toHaveLength(3);
});

test('hooks take and give what their operation does', () => {
  type Data = NonNullable<ReturnType<typeof hooks.useTasksQuery>['data']>;
  holds<Equal<Data['tasks']['edges'][number]['cursor'], string>>();
  const calls = () => [
    hooks.useDocumentQuery({ variables: { id: 'an id' } }),
    // @ts-expect-error -- `Document` needs an id
    hooks.useDocumentQuery({ variables: {} }),
  ];
  expect(calls).toBeInstanceOf(Function);
});

test('every operation of the contract has a document and a hook', () => {
  const contract = parse(readFileSync(new URL('../../../schema/operations/core.graphql', import.meta.url), 'utf8'));
  for (const definition of contract.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name) continue;
    const { value: name } = definition.name;
    const kind = `${definition.operation.charAt(0).toUpperCase()}${definition.operation.slice(1)}`;
    expect(documents).toHaveProperty(`${name}Document`);
    expect(hooks).toHaveProperty(`use${name}${kind}`);
  }
});
