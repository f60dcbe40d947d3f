import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { Person } from './conversation.policy.ts';
import type { Conversation } from './conversation.ts';

const columns = `id, title, created_at AS "createdAt", updated_at AS "updatedAt"`;

export async function insertConversation(
  db: Queryable,
  { organizationId, userId }: Person,
  { id, title }: { readonly id: string; readonly title: string | null },
): Promise<Conversation> {
  const { rows } = await db.query<Conversation>(
    `INSERT INTO knowledge.conversation (organization_id, user_id, id, title) VALUES ($1, $2, $3, $4) RETURNING ${columns}`,
    [organizationId, userId, id, title],
  );
  if (!rows[0]) throw new Error('An inserted conversation came back as nothing.');
  return rows[0];
}

/** Null when the person has no such conversation. */
export async function findConversation(
  db: Queryable,
  { organizationId, userId }: Person,
  id: string,
): Promise<Conversation | null> {
  const { rows } = await db.query<Conversation>(
    `SELECT ${columns} FROM knowledge.conversation WHERE organization_id = $1 AND user_id = $2 AND id = $3`,
    [organizationId, userId, id],
  );
  return rows[0] ?? null;
}

/** The last used first; one row more than the page has. */
export async function selectConversationPage(
  db: Queryable,
  { organizationId, userId }: Person,
  page: Page<readonly [Date, string]>,
): Promise<Conversation[]> {
  const [updatedAt, id] = page.after ?? [null, null];
  const { rows } = await db.query<Conversation>(
    `SELECT ${columns} FROM knowledge.conversation
     WHERE organization_id = $1 AND user_id = $2 AND ($3::timestamptz IS NULL OR (updated_at, id) < ($3, $4::uuid))
     ORDER BY updated_at DESC, id DESC LIMIT $5`,
    [organizationId, userId, updatedAt, id, page.limit + 1],
  );
  return rows;
}

/** Moves a conversation to the front, gives it a title if it has none, and locks it. Null when there is none. */
export async function touchConversation(
  db: Queryable,
  { organizationId, userId }: Person,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<Conversation | null> {
  const { rows } = await db.query<Conversation>(
    `UPDATE knowledge.conversation SET updated_at = now(), title = coalesce(title, $4)
     WHERE organization_id = $1 AND user_id = $2 AND id = $3 RETURNING ${columns}`,
    [organizationId, userId, id, title],
  );
  return rows[0] ?? null;
}

/** Null when the person has no such conversation. */
export async function updateTitle(
  db: Queryable,
  { organizationId, userId }: Person,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<Conversation | null> {
  const { rows } = await db.query<Conversation>(
    `UPDATE knowledge.conversation SET title = $4
     WHERE organization_id = $1 AND user_id = $2 AND id = $3 RETURNING ${columns}`,
    [organizationId, userId, id, title],
  );
  return rows[0] ?? null;
}

/** False when the person has no such conversation. */
export async function removeConversation(
  db: Queryable,
  { organizationId, userId }: Person,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'DELETE FROM knowledge.conversation WHERE organization_id = $1 AND user_id = $2 AND id = $3',
    [organizationId, userId, id],
  );
  return rowCount > 0;
}
