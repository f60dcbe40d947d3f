import type { LiveTopics } from '@prism/pubsub/liveTopics';

/** Tells every gateway, after the commit, that what it knows of a person or key in an organization may be wrong. */
export async function invalidateSession(topics: LiveTopics, actorId: string, organizationId: string): Promise<void> {
  await topics.publish('session.invalidated', '*', { actorId, organizationId });
}
