import { verifyInternalToken } from '@prism/auth/internalToken';
import { testTokenSecret } from '@prism/testkit/sessions';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Stands in for the subgraphs that own people and documents, over the wire: only `_entities`, only whether they exist. */
export interface EntityPeer {
  readonly url: string;
  /** From now on these exist in the organization, and only there. */
  readonly add: (organizationId: string, ...ids: string[]) => void;
  readonly close: () => Promise<void>;
}

type Ask = { variables: { representations: { __typename: string; id: string }[] } };

export async function startEntityPeer(): Promise<EntityPeer> {
  const known = new Set<string>();
  const answer = async (request: IncomingMessage) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const { session } = await verifyInternalToken(testTokenSecret, token);
    const { variables } = (await json(request)) as Ask;
    const exists = (id: string) => known.has(`${String(session.organizationId)}:${id}`);
    const entities = variables.representations.map(({ __typename, id }) => (exists(id) ? { __typename } : null));
    return { data: { _entities: entities } };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    add: (organizationId, ...ids) => {
      for (const id of ids) known.add(`${organizationId}:${id}`);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
