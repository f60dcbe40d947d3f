import type { LiveTopics } from '@prism/pubsub/liveTopics';

/**
 * Tells who watches an organization's documents that one has come further, or that others may read it from now on. Call it after the
 * commit; never rejects.
 */
export function announceIngestion(topics: Pick<LiveTopics, 'publish'>, organizationId: string): void {
  void topics.publish('ingestion.changed', organizationId, {});
}
