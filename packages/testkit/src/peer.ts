import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from './listen.ts';

/** An operation as it came in. */
export interface PeerQuestion {
  readonly token: string;
  readonly query: string;
  readonly variables?: {
    readonly representations?: readonly { readonly __typename: string; readonly id: string }[];
    readonly roles?: readonly string[] | null;
  };
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
  const { url, close } = await listen(server);
  return { url: `${url}/graphql`, close };
}
