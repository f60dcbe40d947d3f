import { sessionSchema, type Session } from '@prism/auth/session';
import { errorCodes, PrismError, upstreamUnavailable } from '@prism/errors/errors';
import { z } from 'zod';
import type { AskInternally } from './askInternally.ts';
import type { Identity } from './credentials.ts';

/** Asks organizations who acts. Throws what it refuses with, or UPSTREAM_UNAVAILABLE. */
export type AskSession = (identity: Identity, organization: string | null) => Promise<Session>;

const answerSchema = z.union([
  z.object({ session: sessionSchema }),
  z.object({ error: z.object({ code: z.enum(errorCodes), message: z.string() }) }),
]);

export function createAskSession(ask: AskInternally): AskSession {
  return async (identity, organization) => {
    const { json, status } = await ask('organizations', '/internal/session', { identity, organization });
    const answer = answerSchema.safeParse(json);
    if (!answer.success) {
      const cause = new Error(`organizations answered ${String(status)} to the question who acts`);
      throw upstreamUnavailable('The caller cannot be looked up now. Try again.', { cause });
    }
    if ('error' in answer.data) throw new PrismError(answer.data.error.code, answer.data.error.message);
    return answer.data.session;
  };
}
