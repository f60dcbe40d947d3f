import { newId } from '@prism/db/newId';
import type { Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';

import type { Notice } from '../notification/notification.ts';
import { deliver, workerDb } from './fixtures.ts';

/** A message that is to leave Prism, as it lies in the database. */
export type Message = {
  readonly recipient: string | null;
  readonly channel: string;
  readonly endpoint: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly due: Date;
  readonly late: boolean;
};

/** What a person or an organization may choose for a kind. */
type Choice = {
  readonly inApp?: boolean;
  readonly email?: boolean;
  readonly webhook?: boolean;
  readonly slack?: boolean;
  readonly digest?: 'NONE' | 'HOURLY' | 'DAILY';
};

type Settings = {
  readonly zone: string;
  readonly quiet?: readonly [from: string, until: string];
  readonly digestTime?: string;
};

/** An organization whose people have chosen how to be told. */
export function newFanOutWorld(parts: { readonly pool: Pool; readonly topics: LiveTopics }) {
  const organizationId = newId();
  const db = workerDb(parts, organizationId);
  const write = (statement: string, ...values: unknown[]) =>
    db.transact((tx) => tx.query(statement, [organizationId, ...values]));
  const read = async <R>(statement: string, ...values: unknown[]) =>
    (await db.read((tx) => tx.query<R>(statement, [organizationId, ...values]))).rows;
  const columns = ({ inApp, email, webhook, slack, digest }: Choice) =>
    [inApp, email, webhook, slack, digest].map((one) => one ?? null);
  return {
    organizationId,
    db,
    write,
    read,
    prefer: (userId: string, choice: Choice, kind = 'TASK_ASSIGNED') =>
      write(
        `INSERT INTO notifications.preference (organization_id, user_id, kind, in_app, email, webhook, slack, digest)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        ...[userId, kind, ...columns(choice)],
      ),
    preferAll: (choice: Choice, kind = 'TASK_ASSIGNED') =>
      write(
        `INSERT INTO notifications.default_preference (organization_id, kind, in_app, email, webhook, slack, digest)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        ...[kind, ...columns(choice)],
      ),
    settle: (userId: string, { zone, quiet, digestTime }: Settings) =>
      write(
        `INSERT INTO notifications.person_settings
           (organization_id, user_id, time_zone, quiet_from, quiet_until, digest_time)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        ...[userId, zone, quiet?.[0] ?? null, quiet?.[1] ?? null, digestTime ?? '08:00'],
      ),
    mute: (userId: string, subjectId: string, until: Date | null = null) =>
      write(
        `INSERT INTO notifications.mute (organization_id, user_id, subject_type, subject_id, until)
         VALUES ($1, $2, 'Task', $3, $4)`,
        ...[userId, subjectId, until],
      ),
    /** An address of a person, or of the organization when there is none. */
    endpoint: async (ownerId: string | null, channel = 'WEBHOOK', kinds: readonly string[] | null = null) => {
      const id = newId();
      await write(
        `INSERT INTO notifications.endpoint (organization_id, id, owner_id, channel, label, url, kinds)
         VALUES ($1, $2, $3, $4, 'x', '\\x00', $5)`,
        ...[id, ownerId, channel, kinds],
      );
      return id;
    },
    tell: (recipientIds: readonly string[], overrides: Partial<Notice> = {}) =>
      deliver({ db, topics: parts.topics }, [...recipientIds].sort(), overrides),
    inboxes: async () =>
      (
        await read<{ id: string }>(
          'SELECT recipient_id AS id FROM notifications.notification WHERE organization_id = $1 ORDER BY 1',
        )
      ).map(({ id }) => id),
    messages: () =>
      read<Message>(
        `SELECT recipient_id AS recipient, channel, endpoint_id AS endpoint, status, reason, due_at AS due,
           due_at > created_at AS late
         FROM notifications.delivery WHERE organization_id = $1 ORDER BY recipient_id, channel, endpoint_id, id`,
      ),
  };
}
