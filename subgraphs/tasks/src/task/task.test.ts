import { newId } from '@prism/db/newId';
import { changeTask, eventsOf, newTask, taskStatuses } from './task.ts';

const fields = { title: 'Write', description: null, priority: 'MEDIUM', assigneeId: null, dueAt: null } as const;
const names = (events: readonly { name: string }[]) => events.map(({ name }) => name);

describe('changeTask', () => {
  test('leaves alone what is absent and clears what is null', () => {
    const task = newTask({ ...fields, description: 'Well', assigneeId: newId() }, null);
    const changed = changeTask(task, { title: 'Write more', description: null, assigneeId: undefined });
    expect(changed).toMatchObject({ title: 'Write more', description: null, assigneeId: task.assigneeId });
  });

  test('a task is finished while it is DONE', () => {
    const open = newTask(fields, null);
    const done = changeTask(open, { status: 'DONE' });
    expect(done.finishedAt).toBeInstanceOf(Date);
    expect(changeTask(done, { title: 'Still done' }).finishedAt).toEqual(done.finishedAt);
    for (const status of taskStatuses.filter((other) => other !== 'DONE')) {
      expect(changeTask(done, { status }).finishedAt).toBeNull();
    }
  });
});

describe('eventsOf', () => {
  const actorId = newId();
  const task = newTask(fields, actorId);

  test('a task that is created', () => {
    expect(eventsOf(null, task, actorId)).toEqual([{ name: 'task.created', payload: { taskId: task.id, actorId } }]);
  });

  test('everything at once', () => {
    const full = newTask({ ...fields, description: 'With @ada', assigneeId: actorId }, actorId);
    expect(eventsOf(null, full, actorId)).toEqual([
      { name: 'task.created', payload: { taskId: full.id, actorId } },
      { name: 'task.assigned', payload: { taskId: full.id, assigneeId: actorId, actorId } },
      { name: 'task.mentioned', payload: { taskId: full.id, handles: ['ada'], actorId } },
    ]);
  });

  test('nothing when nothing changes, nor when somebody is unassigned', () => {
    const assigned = { ...task, assigneeId: newId(), description: '@ada', status: 'DONE' } as const;
    expect(eventsOf(assigned, assigned, actorId)).toEqual([]);
    expect(eventsOf(assigned, { ...assigned, assigneeId: null, description: null }, actorId)).toEqual([]);
  });

  test('assigned to somebody else, mentioning somebody new, finished', () => {
    const before = { ...task, assigneeId: newId(), description: '@ada' };
    const after = { ...before, assigneeId: newId(), description: '@ada @bob', status: 'DONE' } as const;
    expect(names(eventsOf(before, after, null))).toEqual(['task.assigned', 'task.mentioned', 'task.finished']);
    expect(eventsOf(before, after, null)[1]).toMatchObject({ payload: { handles: ['bob'] } });
  });

  test('a task that is given up is not finished', () => {
    expect(eventsOf(task, { ...task, status: 'CANCELLED' }, null)).toEqual([]);
  });
});
