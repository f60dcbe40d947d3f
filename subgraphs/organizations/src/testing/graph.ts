import { randomUUID } from 'node:crypto';
import type { Role } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import type { Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createLogger } from '@prism/telemetry/logger';
import { internalHeaders, testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { createOrganizationsSubgraph } from '../server.ts';

/** An answer of the subgraph, or of its session route. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly { message: string; extensions: { code: string; fields?: unknown } }[];
}

/** The subgraph over HTTP, and what its tests do over and over. */
export interface Graph {
  readonly url: string;
  readonly pool: Pool;
  readonly topics: LiveTopics;
  /** Asks as a session would. */
  ask(session: Session, query: string, variables?: object): Promise<Answer>;
  /** Resolves a session as the gateway would; `authorization` overrides the gateway's own token. */
  session(
    body: object,
    authorization?: string,
  ): Promise<{ status: number; session: Session; error?: { code: string; message: string } }>;
  /** Signs a person in, verified unless told. */
  signIn(
    email: string,
    options?: { organization?: string | null; emailVerified?: boolean; subject?: string; name?: string },
  ): Promise<Session>;
  /** A new organization and its owner's session in it. */
  found(options?: { slug?: string }): Promise<{ owner: Session; organizationId: string; email: string }>;
  /** A new person who is a member with that role, in a session of that organization. */
  join(owner: Session, role: Role): Promise<Session>;
  close(): Promise<void>;
}

/** An address that nobody has. */
export const newEmail = (name = 'someone') => `${name}.${randomUUID()}@example.com`;

export const gateway: Session = {
  actor: { type: 'system', id: 'gateway' },
  organizationId: null,
  role: null,
  scopes: [],
};

const inviteMutation =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { status user { id } } } }';
const foundMutation =
  'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }';

export async function startGraph(): Promise<Graph> {
  const pool = testPool();
  const topics = testTopics();
  const log = createLogger('test', 'silent');
  const server = await createOrganizationsSubgraph({
    pool,
    topics,
    internalTokenSecret: testTokenSecret,
    port: 0,
    log,
  });

  const ask: Graph['ask'] = async (session, query, variables = {}) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: await internalHeaders(session),
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  const session: Graph['session'] = async (body, authorization) => {
    const headers = { ...(await internalHeaders(gateway)), ...(authorization !== undefined && { authorization }) };
    const response = await fetch(server.url.replace('/graphql', '/internal/session'), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as { session: Session }) };
  };
  const signIn: Graph['signIn'] = async (
    email,
    { organization = null, emailVerified = true, subject = email.toLowerCase(), name = 'Some One' } = {},
  ) => {
    const identity = { issuer: 'test', subject, email, emailVerified, displayName: name };
    const answer = await session({ identity, organization });
    if (answer.error) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    return answer.session;
  };
  const found: Graph['found'] = async ({ slug } = {}) => {
    const email = newEmail('owner');
    const answer = await ask(await signIn(email), foundMutation, { input: { name: `Test ${randomUUID()}`, slug } });
    const { createOrganization } = answer.data as { createOrganization: { organization: { id: string } } };
    const organizationId = createOrganization.organization.id;
    return { email, organizationId, owner: await signIn(email, { organization: organizationId }) };
  };
  const join: Graph['join'] = async (owner, role) => {
    const email = newEmail(role.toLowerCase());
    await signIn(email);
    await ask(owner, inviteMutation, { input: { email, role } });
    return signIn(email, { organization: owner.organizationId });
  };
  const close = async () => {
    await server.close();
    await topics.close();
    await pool.end();
  };
  return { url: server.url, pool, topics, ask, session, signIn, found, join, close };
}

/** The code of an answer's first error. */
export const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
