import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What stands in for the organizations subgraph on the wire: who are the members. */
export type OrganizationsServer = {
  readonly url: string;
  readonly members: Set<string>;
  /** The tokens that asked. */
  readonly tokens: string[];
  close(): Promise<void>;
};

type Body = { variables?: { representations: { id: string }[] } };

/** Answers the two questions that this subgraph asks the owner of people, as that one would. */
export async function startOrganizationsServer(): Promise<OrganizationsServer> {
  const members = new Set<string>();
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? '');
    void text(request).then((body) => {
      const { variables } = JSON.parse(body) as Body;
      const data = variables
        ? { _entities: variables.representations.map(({ id }) => (members.has(id) ? { __typename: 'User' } : null)) }
        : { members: { totalCount: members.size } };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    members,
    tokens,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
