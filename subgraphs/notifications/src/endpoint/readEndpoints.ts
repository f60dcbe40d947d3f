import type { Endpoint } from '@prism/channels/channel';
import type { SecretKeys } from '@prism/auth/secretKeys';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { StoredEndpoint } from './endpoint.ts';
import { listUsable } from './endpoint.sql.ts';
import { openEndpoint } from './endpointSecrets.ts';

/** Reads where messages go, by id: endpoints that are in use, with what they need to be sent. */
export type ReadEndpoints = (db: TenantDb, ids: readonly string[]) => Promise<ReadonlyMap<string, Endpoint>>;

/** Makes a reader that opens what was sealed with any of the keys. */
export function createEndpointReader(secretKeys: SecretKeys): ReadEndpoints {
  return async (db, ids) => {
    const { organizationId } = db;
    if (organizationId === null) return new Map();
    const found = await db.read((tx) => listUsable(tx, organizationId, ids));
    return new Map(found.map((endpoint) => [endpoint.id, open(secretKeys, endpoint)]));
  };
}

/** One that no key opens gets an address that nothing can be sent to: its messages are dead, and can be retried once a key is back. */
function open(secretKeys: SecretKeys, endpoint: StoredEndpoint): Endpoint {
  try {
    return openEndpoint(secretKeys, endpoint);
  } catch {
    return { id: endpoint.id, url: 'sealed:', keys: {}, secrets: [] };
  }
}
