import type { TopicMessage, TopicName } from '@prism/contracts/topics';

/** Hears the messages of one topic and key. What it throws or rejects with is logged and reaches nobody else. */
export type TopicHandler<T extends TopicName> = (message: TopicMessage<T>) => void | Promise<void>;

/** Ends a subscription. Resolves once no further message will be handed over; calling it twice does nothing. */
export type Unsubscribe = () => Promise<void>;

/**
 * Live channels between processes (Redis) or inside one (memory). A message is a wake-up, never the thing itself: it may be
 * lost while a connection is down and it may arrive twice, so who hears it reads Postgres again.
 */
export type LiveTopics = {
  /**
   * Tells every subscriber of `topic` and `key`. Call it after the commit. Never rejects: by then the change stands, so a
   * message that cannot be sent is logged and dropped. A message that does not match its schema is a bug and throws.
   */
  publish<T extends TopicName>(topic: T, key: string, message: TopicMessage<T>): Promise<void>;
  /**
   * Resolves once listening: what is published from then on arrives, in the order of each publisher, for as long as the
   * connection holds. Rejects when the topics are closed. To miss nothing, subscribe first and read Postgres afterwards.
   */
  subscribe<T extends TopicName>(topic: T, key: string, handler: TopicHandler<T>): Promise<Unsubscribe>;
  /**
   * Calls `listener` each time messages may have been missed (the connection was lost and every subscription is back).
   * Whoever must not wait for the next message reads Postgres again then. Returns what stops it.
   */
  onGap(listener: () => void): () => void;
  /** Ends every subscription and connection. */
  close(): Promise<void>;
};
