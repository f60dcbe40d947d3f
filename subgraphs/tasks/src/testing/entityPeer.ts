import { verifyInternalToken } from '@prism/auth/internalToken';
import { startPeer, type Peer } from '@prism/testkit/peer';
import { testTokenSecret } from '@prism/testkit/sessions';

/** Stands in for the subgraphs that own people and documents: only `_entities`, only whether they exist. */
export interface EntityPeer extends Peer {
  /** From now on these exist in the organization, and only there. */
  readonly add: (organizationId: string, ...ids: string[]) => void;
}

export async function startEntityPeer(): Promise<EntityPeer> {
  const known = new Set<string>();
  const peer = await startPeer(async ({ token, variables }) => {
    const { session } = await verifyInternalToken(testTokenSecret, token);
    const exists = (id: string) => known.has(`${String(session.organizationId)}:${id}`);
    const asked = variables?.representations ?? [];
    return { _entities: asked.map(({ __typename, id }) => (exists(id) ? { __typename } : null)) };
  });
  return {
    ...peer,
    add: (organizationId, ...ids) => {
      for (const id of ids) known.add(`${organizationId}:${id}`);
    },
  };
}
