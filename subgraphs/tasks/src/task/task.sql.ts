import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';
import type { TaskFilter } from './task.input.ts';
import type { Task, TaskStatus } from './task.ts';

const columns = `id, title, description, status, priority, assignee_id AS "assigneeId", created_by AS "createdBy",
  due_at AS "dueAt", created_at AS "createdAt", updated_at AS "updatedAt", finished_at AS "finishedAt"`;

/** The organization of a statement. Null, for a request that named none, finds nothing. */
type Tenant = string | null;

/** Those of the tasks that exist, in any order. */
export async function selectTasks(db: Queryable, tenant: Tenant, ids: readonly string[]): Promise<Task[]> {
  const { rows } = await db.query<Task>(
    `SELECT ${columns} FROM tasks.task WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
    [tenant, ids],
  );
  return rows;
}

/** The task, locked until the transaction ends; null when there is none. */
export async function lockTask(db: Queryable, organizationId: string, id: string): Promise<Task | null> {
  const { rows } = await db.query<Task>(
    `SELECT ${columns} FROM tasks.task WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

export async function insertTask(db: Queryable, organizationId: string, task: Task): Promise<void> {
  await db.query(
    `INSERT INTO tasks.task (organization_id, id, title, description, status, priority, assignee_id, created_by, due_at,
       created_at, updated_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [organizationId, ...valuesOf(task)],
  );
}

export async function updateTaskRow(db: Queryable, organizationId: string, task: Task): Promise<void> {
  await db.query(
    `UPDATE tasks.task SET title = $3, description = $4, status = $5, priority = $6, assignee_id = $7, created_by = $8,
       due_at = $9, created_at = $10, updated_at = $11, finished_at = $12
     WHERE organization_id = $1 AND id = $2`,
    [organizationId, ...valuesOf(task)],
  );
}

function valuesOf(task: Task): unknown[] {
  const { id, title, description, status, priority, assigneeId, createdBy } = task;
  const { dueAt, createdAt, updatedAt, finishedAt } = task;
  return [id, title, description, status, priority, assigneeId, createdBy, dueAt, createdAt, updatedAt, finishedAt];
}

export async function deleteTaskRow(db: Queryable, organizationId: string, id: string): Promise<void> {
  await db.query('DELETE FROM tasks.task WHERE organization_id = $1 AND id = $2', [organizationId, id]);
}

// A parameter that is null drops its condition when the statement is planned, so each filter finds its own index.
const matching = `organization_id = $1
  AND ($2::text[] IS NULL OR status = ANY($2))
  AND ($3::text[] IS NULL OR priority = ANY($3))
  AND ($4::uuid IS NULL OR assignee_id = $4)
  AND ($5::boolean IS NULL OR (assignee_id IS NULL) = $5)
  AND ($6::uuid IS NULL OR created_by = $6)
  AND ($7::timestamptz IS NULL OR due_at < $7)
  AND ($8::text IS NULL OR strpos(lower(title), lower($8)) > 0 OR strpos(lower(description), lower($8)) > 0)`;

function matchingValues(organizationId: string, filter: TaskFilter): unknown[] {
  const { status, priority, assigneeId, unassigned, createdById, dueBefore, text } = filter;
  return [organizationId, status, priority, assigneeId, unassigned, createdById, dueBefore, text || null];
}

/** What a page of the organization's tasks is read by. */
export interface TaskQuery {
  readonly organizationId: string;
  readonly filter: TaskFilter;
}

/** One row more than the page's limit, newest first. */
export async function selectTaskPage(db: Queryable, query: TaskQuery, page: Page<string>): Promise<Task[]> {
  const { rows } = await db.query<Task>(
    `SELECT ${columns} FROM tasks.task WHERE ${matching} AND ($9::uuid IS NULL OR id < $9) ORDER BY id DESC LIMIT $10`,
    [...matchingValues(query.organizationId, query.filter), page.after, page.limit + 1],
  );
  return rows;
}

export async function countTasks(db: Queryable, { organizationId, filter }: TaskQuery): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM tasks.task WHERE ${matching}`,
    matchingValues(organizationId, filter),
  );
  return rows[0]?.count ?? 0;
}

/** What many people's tasks are read by. */
export interface AssignedQuery {
  readonly tenant: Tenant;
  readonly assigneeIds: readonly string[];
  readonly status: readonly TaskStatus[] | null;
}

/** For each of the people one row more than the page's limit, newest first: one statement however many they are. */
export async function selectAssignedTasks(db: Queryable, query: AssignedQuery, page: Page<string>): Promise<Task[]> {
  const { rows } = await db.query<Task>(
    `SELECT assigned.* FROM unnest($2::uuid[]) AS person (id) CROSS JOIN LATERAL (
       SELECT ${columns} FROM tasks.task
       WHERE organization_id = $1 AND assignee_id = person.id
         AND ($3::text[] IS NULL OR status = ANY($3)) AND ($4::uuid IS NULL OR id < $4)
       ORDER BY id DESC LIMIT $5
     ) AS assigned ORDER BY id DESC`,
    [query.tenant, query.assigneeIds, query.status, page.after, page.limit + 1],
  );
  return rows;
}

export interface AssignedCount {
  readonly assigneeId: string;
  readonly count: number;
}

/** How many tasks each of the people has; nothing for those who have none. */
export async function countAssignedTasks(db: Queryable, query: AssignedQuery): Promise<AssignedCount[]> {
  const { rows } = await db.query<AssignedCount>(
    `SELECT assignee_id AS "assigneeId", count(*)::integer AS count FROM tasks.task
     WHERE organization_id = $1 AND assignee_id = ANY($2::uuid[]) AND ($3::text[] IS NULL OR status = ANY($3))
     GROUP BY assignee_id`,
    [query.tenant, query.assigneeIds, query.status],
  );
  return rows;
}
