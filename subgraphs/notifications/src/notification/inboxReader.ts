import type { TenantDb } from '@prism/queue/tenantDb';
import DataLoader from 'dataloader';

import type { Inbox, InboxPlace } from './inboxCursor.ts';
import type { Notification } from './notification.ts';
import { findPositions, listAfterEach } from './notification.sql.ts';

/** Reads inboxes for live streams: all that is asked in one turn of the event loop, with one statement an organization. */
export type InboxReader = {
  /** Where an inbox ends; 0 for one that was never written to. */
  end(inbox: Inbox): Promise<number>;
  /** What came after a place, oldest first. */
  readAfter(place: InboxPlace): Promise<readonly Notification[]>;
};

/**
 * Whose pages are read with one statement, at most. Each may fill its limit; and what is read together is also sent in turns, so that
 * with fewer more frames of one client go out at once.
 */
const maxBatchSize = 50;

/** One for a process: an announcement wakes thousands of streams at once, and a restart brings them all back at once. */
export function createInboxReader(dbOf: (organizationId: string) => Pick<TenantDb, 'read'>): InboxReader {
  const pages = createReader(
    ({ inbox }: InboxPlace) => inbox.organizationId,
    (organizationId, places) => dbOf(organizationId).read((db) => listAfterEach(db, organizationId, places)),
  );
  const ends = createReader(
    (inbox: Inbox) => inbox.organizationId,
    async (organizationId, inboxes) => {
      const userIds = inboxes.map(({ userId }) => userId);
      const positions = await dbOf(organizationId).read((db) => findPositions(db, organizationId, userIds));
      return userIds.map((userId) => positions.get(userId) ?? 0);
    },
  );
  return { end: (inbox) => ends.load(inbox), readAfter: (place) => pages.load(place) };
}

/** Nothing is remembered: every answer is read after it was asked for. What fails fails for its organization only. */
function createReader<K, V>(
  organizationOf: (key: K) => string,
  readOf: (organizationId: string, keys: readonly K[]) => Promise<readonly V[]>,
): DataLoader<K, V> {
  const read = async (keys: readonly K[]): Promise<(V | Error)[]> => {
    const results = new Map<K, V | Error>();
    const groups = Map.groupBy(keys, organizationOf);
    await Promise.all(
      [...groups].map(async ([organizationId, group]) => {
        try {
          const values = await readOf(organizationId, group);
          for (const [index, key] of group.entries()) results.set(key, values[index] as V);
        } catch (error) {
          for (const key of group) results.set(key, error instanceof Error ? error : new Error(String(error)));
        }
      }),
    );
    return keys.map((key) => results.get(key) as V | Error);
  };
  return new DataLoader(read, {
    cache: false,
    maxBatchSize,
    batchScheduleFn: (dispatch) => {
      setImmediate(dispatch);
    },
  });
}
