import { sessionSchema, type Session } from '@prism/auth/session';
import { errorCodes, PrismError, upstreamUnavailable } from '@prism/errors/errors';
import { currentTrace } from '@prism/telemetry/tracing';
import { z } from 'zod';
import type { SubgraphTransport } from '../execution/subgraphTransport.ts';
import type { Identity } from './credentials.ts';
import type { GetInternalToken } from './internalTokens.ts';

/** Asks organizations who acts. Throws what it refuses with, or UPSTREAM_UNAVAILABLE. */
export type AskSession = (identity: Identity, organization: string | null) => Promise<Session>;

const answerSchema = z.union([
  z.object({ session: sessionSchema }),
  z.object({ error: z.object({ code: z.enum(errorCodes), message: z.string() }) }),
]);

const gatewaySession: Session = {
  actor: { type: 'system', id: 'gateway' },
  organizationId: null,
  role: null,
  scopes: [],
};

export interface AskSessionOptions {
  /** Where the organizations subgraph serves GraphQL; its internal endpoint is beside it. */
  readonly organizationsUrl: () => string;
  readonly transport: SubgraphTransport;
  readonly getToken: GetInternalToken;
}

export function createAskSession(options: AskSessionOptions): AskSession {
  return async (identity, organization) => {
    const { text, status } = await askOrganizations(options, '/internal/session', { identity, organization });
    const answer = answerSchema.safeParse(parseJson(text));
    if (!answer.success) {
      const cause = new Error(`organizations answered ${String(status)} to the question who acts`);
      throw upstreamUnavailable('The caller cannot be looked up now. Try again.', { cause });
    }
    if ('error' in answer.data) throw new PrismError(answer.data.error.code, answer.data.error.message);
    return answer.data.session;
  };
}

/** Asks as the gateway itself, which no caller can be. */
export async function askOrganizations(
  { organizationsUrl, transport, getToken }: AskSessionOptions,
  path: string,
  body: object,
): Promise<{ readonly status: number; readonly text: string }> {
  const token = await getToken(gatewaySession, 'gateway');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...currentTrace() };
  return transport.send({ url: new URL(path, organizationsUrl()), headers, body: JSON.stringify(body) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
