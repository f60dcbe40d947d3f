import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An operation as it came in. */
export interface PeerQuestion {
  readonly token: string;
  readonly query: string;
  readonly variables?: { readonly representations?: readonly { readonly __typename: string; readonly id: string }[] };
}

/** What stands in for another subgraph, over the wire. */
export interface Peer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Answers every operation with the data that `answer` gives, and with status 500 when it throws. */
export async function startPeer(answer: (question: PeerQuestion) => unknown): Promise<Peer> {
  const server = createServer((request, response) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    json(request)
      .then((body) => answer({ ...(body as Omit<PeerQuestion, 'token'>), token }))
      .then(
        (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
        () => response.writeHead(500).end(),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/graphql`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
