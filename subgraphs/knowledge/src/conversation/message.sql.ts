import type { Queryable } from '@prism/db/transaction';

import type { AnswerUsage } from '../answer/answer.ts';
import type { Person } from './conversation.policy.ts';
import { maxAttemptMs, type KeptCitation, type Message, type MessageStatus } from './message.ts';

// A document that is not there for the reader (deleted, or in a collection that they may not read any more: row-level security)
// takes every answer with it that its words may be in.
const status = `CASE
  WHEN m.status = 'PENDING' AND m.attempted_at < now() - interval '${String(maxAttemptMs + 30_000)} milliseconds' THEN 'FAILED'
  WHEN m.status IN ('ANSWERED', 'UNANSWERED') AND EXISTS (
    SELECT FROM knowledge.message_source s
    LEFT JOIN knowledge.document d ON d.organization_id = s.organization_id AND d.id = s.document_id
    WHERE s.organization_id = m.organization_id AND s.message_id = m.id AND d.id IS NULL
  ) THEN 'WITHHELD'
  ELSE m.status END`;

const columns = `m.id, m.conversation_id AS "conversationId", m.question, m.filter, ${status} AS status, m.attempt,
  m.failure_reason AS "failureReason", m.answer AS text, m.model, m.citations, m.input_tokens AS "inputTokens",
  m.output_tokens AS "outputTokens", m.cost, m.currency, m.created_at AS "createdAt"`;

type Row = Omit<Message, 'usage'> & AnswerUsage;

function toMessage({ inputTokens, outputTokens, cost, currency, ...row }: Row): Message {
  const usage = { inputTokens, outputTokens, cost, currency };
  if (row.status === 'ANSWERED' || row.status === 'UNANSWERED') return { ...row, usage };
  const failureReason = row.status === 'FAILED' ? (row.failureReason ?? 'It was not answered in time.') : null;
  return { ...row, usage, failureReason, text: null, model: null, citations: [] };
}

/** A question as it is asked. */
export interface NewMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  readonly filter: unknown;
  readonly clientKey: string | null;
}

export async function insertMessage(
  db: Queryable,
  { organizationId, userId }: Person,
  message: NewMessage,
): Promise<Message> {
  const { id, conversationId, question, filter, clientKey } = message;
  const { rows } = await db.query<Row>(
    `INSERT INTO knowledge.message AS m (organization_id, user_id, id, conversation_id, question, filter, client_key)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7) RETURNING ${columns}`,
    [organizationId, userId, id, conversationId, question, JSON.stringify(filter), clientKey],
  );
  if (!rows[0]) throw new Error('An inserted message came back as nothing.');
  return toMessage(rows[0]);
}

export async function countMessages(db: Queryable, person: Person, conversationId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM knowledge.message
     WHERE organization_id = $1 AND user_id = $2 AND conversation_id = $3`,
    [person.organizationId, person.userId, conversationId],
  );
  return rows[0]?.count ?? 0;
}

/** Which message: by its id, or by the client's key in a conversation. */
export type MessageName = { readonly id: string } | { readonly conversationId: string; readonly clientKey: string };

/** Locks it until the transaction ends; null when the person has no such message. */
export async function lockMessage(
  db: Queryable,
  { organizationId, userId }: Person,
  name: MessageName,
): Promise<Message | null> {
  const [where, values] =
    'id' in name
      ? ['m.id = $3', [name.id]]
      : ['m.conversation_id = $3 AND m.client_key = $4', [name.conversationId, name.clientKey]];
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM knowledge.message m
     WHERE m.organization_id = $1 AND m.user_id = $2 AND ${where} FOR UPDATE OF m`,
    [organizationId, userId, ...values],
  );
  return rows[0] ? toMessage(rows[0]) : null;
}

/** Begins another try: what the one before left is gone. */
export async function restartMessage(db: Queryable, { organizationId, userId }: Person, id: string): Promise<Message> {
  await db.query(
    'DELETE FROM knowledge.message_source WHERE organization_id = $1 AND user_id = $2 AND message_id = $3',
    [organizationId, userId, id],
  );
  const { rows } = await db.query<Row>(
    `UPDATE knowledge.message m SET status = 'PENDING', attempt = attempt + 1, attempted_at = now(), failure_reason = NULL,
       answer = NULL, model = NULL, citations = '[]'
     WHERE m.organization_id = $1 AND m.user_id = $2 AND m.id = $3 RETURNING ${columns}`,
    [organizationId, userId, id],
  );
  if (!rows[0]) throw new Error('A locked message is gone.');
  return toMessage(rows[0]);
}

/** What a try came to. */
export interface Outcome {
  readonly status: Extract<MessageStatus, 'ANSWERED' | 'UNANSWERED' | 'FAILED'>;
  readonly failureReason?: string;
  readonly text?: string;
  readonly model?: string;
  readonly citations?: readonly KeptCitation[];
  readonly usage?: AnswerUsage;
}

/** Ends a try; null when it is not the one under way any more, or the message is gone. */
export async function settleMessage(
  db: Queryable,
  { organizationId, userId }: Person,
  { id, attempt, ...outcome }: Pick<Message, 'id' | 'attempt'> & Outcome,
): Promise<Message | null> {
  const { usage, text = null, model = null, citations = [], failureReason = null } = outcome;
  const { rows } = await db.query<Row>(
    `UPDATE knowledge.message m SET status = $5, failure_reason = $6, answer = $7, model = $8, citations = $9::jsonb,
       input_tokens = $10, output_tokens = $11, cost = $12, currency = $13
     WHERE m.organization_id = $1 AND m.user_id = $2 AND m.id = $3 AND m.attempt = $4 AND m.status = 'PENDING'
     RETURNING ${columns}`,
    [
      ...[organizationId, userId, id, attempt, outcome.status, failureReason, text, model, JSON.stringify(citations)],
      ...[usage?.inputTokens ?? 0, usage?.outputTokens ?? 0, usage?.cost ?? null, usage?.currency ?? null],
    ],
  );
  return rows[0] ? toMessage(rows[0]) : null;
}

/** Notes which documents an answer may hold words of. */
export async function insertSources(
  db: Queryable,
  { organizationId, userId }: Person,
  { messageId, documentIds }: { readonly messageId: string; readonly documentIds: readonly string[] },
): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.message_source (organization_id, user_id, message_id, document_id)
     SELECT $1, $2, $3, unnest($4::uuid[]) ON CONFLICT DO NOTHING`,
    [organizationId, userId, messageId, documentIds],
  );
}

/** The documents that any of the messages may hold words of. */
export async function selectSources(db: Queryable, person: Person, messageIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT DISTINCT document_id AS id FROM knowledge.message_source
     WHERE organization_id = $1 AND user_id = $2 AND message_id = ANY($3::uuid[])`,
    [person.organizationId, person.userId, messageIds],
  );
  return rows.map(({ id }) => id);
}

/** Of each conversation its last messages, the last first: those before `after`, `limit` of them. */
export async function selectLastMessages(
  db: Queryable,
  { organizationId, userId }: Person,
  page: { readonly conversationIds: readonly string[]; readonly after: string | null; readonly limit: number },
): Promise<Message[]> {
  const { rows } = await db.query<Row>(
    `SELECT m.* FROM unnest($3::uuid[]) AS c(id) CROSS JOIN LATERAL (
       SELECT ${columns} FROM knowledge.message m
       WHERE m.organization_id = $1 AND m.user_id = $2 AND m.conversation_id = c.id AND ($4::uuid IS NULL OR m.id < $4)
       ORDER BY m.id DESC LIMIT $5
     ) AS m ORDER BY m.id DESC`,
    [organizationId, userId, page.conversationIds, page.after, page.limit],
  );
  return rows.map(toMessage);
}

/**
 * Blanks every answer of anybody that may hold words of some documents, in the order of their ids, so that two who do this wait for
 * each other. While the setting names documents, policies let the transaction reach those answers and no others.
 */
export async function withholdAnswers(
  db: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<void> {
  await db.query(`SELECT set_config('prism.forgotten_documents', $1, true)`, [documentIds.join(',')]);
  await db.query(
    `WITH held AS MATERIALIZED (
       SELECT id FROM knowledge.message
       WHERE organization_id = $1 AND id IN (
         SELECT message_id FROM knowledge.message_source WHERE organization_id = $1 AND document_id = ANY($2::uuid[])
       )
       ORDER BY id FOR UPDATE
     )
     UPDATE knowledge.message m SET status = 'WITHHELD', answer = NULL, citations = '[]', failure_reason = NULL
     FROM held WHERE m.organization_id = $1 AND m.id = held.id`,
    [organizationId, documentIds],
  );
  await db.query('DELETE FROM knowledge.message_source WHERE organization_id = $1 AND document_id = ANY($2::uuid[])', [
    organizationId,
    documentIds,
  ]);
  await db.query(`SELECT set_config('prism.forgotten_documents', '', true)`);
}
