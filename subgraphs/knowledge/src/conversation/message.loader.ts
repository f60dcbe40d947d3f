import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectLastMessages } from './message.sql.ts';
import type { Message } from './message.ts';

/** The last messages of a conversation. */
export interface MessagesOf {
  readonly conversationId: string;
  readonly messages: readonly Message[];
}

/** Which part of every conversation. */
interface Part {
  readonly limit: number;
  readonly after: string | null;
}

/** Reads of one request, each batched over all who ask in the same tick. */
export interface MessageLoaders {
  /** By conversation, for each part asked for. */
  readonly messages: (part: Part) => BatchLoader<MessagesOf>;
}

export function createMessageLoaders(db: TenantDb): MessageLoaders {
  const loaders = new Map<string, BatchLoader<MessagesOf>>();
  return {
    messages: (part) => {
      const key = JSON.stringify(part);
      const loader = loaders.get(key) ?? createMessageLoader(db, part);
      loaders.set(key, loader);
      return loader;
    },
  };
}

function createMessageLoader(db: TenantDb, part: Part): BatchLoader<MessagesOf> {
  return createBatchLoader<MessagesOf>(
    async (conversationIds) => {
      const { organizationId, userId } = db;
      if (organizationId === null || userId === null) return [];
      const person = { organizationId, userId };
      const rows = await db.read((tx) => selectLastMessages(tx, person, { ...part, conversationIds }));
      const byConversation = Map.groupBy(rows, ({ conversationId }) => conversationId);
      return [...byConversation].map(([conversationId, messages]) => ({ conversationId, messages }));
    },
    ({ conversationId }) => conversationId,
  );
}
