import type { SecretKeys } from '@prism/auth/secretKeys';
import type { Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb } from '@prism/queue/tenantDb';

import { stopEmail } from '../preference/stopEmail.ts';
import { readUnsubscribeToken } from './unsubscribeToken.ts';

/** What unsubscribing needs. */
export type UnsubscribeParts = { readonly pool: Pool; readonly topics: LiveTopics; readonly secretKeys: SecretKeys };

/**
 * Turns email off as a token asks; the token is all the proof there is, and all that it can do. A repetition changes nothing. False
 * for a token that Prism did not make.
 */
export async function unsubscribe({ secretKeys, ...parts }: UnsubscribeParts, token: string): Promise<boolean> {
  const asked = readUnsubscribeToken(secretKeys, token);
  if (!asked) return false;
  const { organizationId, userId, kinds } = asked;
  await stopEmail(createTenantDb(parts, { role: 'prism_notifications', organizationId, userId }), { userId, kinds });
  return true;
}
