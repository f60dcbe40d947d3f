import { startPeer, type Peer } from '@prism/testkit/peer';

/** What stands in for the organizations subgraph: who are the members. */
export type OrganizationsServer = Peer & {
  readonly members: Set<string>;
  /** The tokens that asked. */
  readonly tokens: string[];
};

/** Answers the two questions that this subgraph asks the owner of people, as that one would. */
export async function startOrganizationsServer(): Promise<OrganizationsServer> {
  const members = new Set<string>();
  const tokens: string[] = [];
  const peer = await startPeer(({ token, variables }) => {
    tokens.push(token);
    const asked = variables?.representations;
    // As if every second of them were an administrator, beginning with the first.
    const isAdmins = variables?.roles?.includes('ADMIN');
    if (!asked) return { members: { totalCount: isAdmins ? Math.ceil(members.size / 2) : members.size } };
    return { _entities: asked.map(({ id }) => (members.has(id) ? { __typename: 'User' } : null)) };
  });
  return { ...peer, members, tokens };
}
