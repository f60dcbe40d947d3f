import { verifyInternalToken } from '@prism/auth/internalToken';
import { startPeer, type Peer } from '@prism/testkit/peer';
import { testTokenSecret } from '@prism/testkit/sessions';

/** What stands in for the owners of tasks and documents: which exist, in which organization. */
export type SubjectsServer = Peer & {
  /** Id of a task or document → the organization that it belongs to. */
  readonly existing: Map<string, string>;
};

/** Says that something exists to those alone whose organization has it, as its owner would. */
export async function startSubjectsServer(): Promise<SubjectsServer> {
  const existing = new Map<string, string>();
  const peer = await startPeer(async ({ token, variables }) => {
    const { session } = await verifyInternalToken(testTokenSecret, token);
    const entities = (variables?.representations ?? []).map(({ __typename, id }) =>
      existing.get(id) === session.organizationId ? { __typename } : null,
    );
    return { _entities: entities };
  });
  return { ...peer, existing };
}
