import { PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import type { GetInternalToken } from '../auth/internalTokens.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Caller } from '../auth/sessionWatch.ts';
import type { CreateContext } from './contextFactory.ts';

export interface PrismContextOptions {
  readonly sessions: Sessions;
  readonly getToken: GetInternalToken;
  readonly log: Logger;
}

/** Prism: the caller is resolved, and the subgraphs get a signed internal token and nothing of what the client sent. */
export function createPrismContexts({ sessions, getToken, log }: PrismContextOptions): CreateContext {
  return async (headers, requestId) => {
    const caller = await sessions.resolve(headers).catch((error: unknown) => {
      // Who must mend it is whoever reads this, not the caller, who is told only that it does not work.
      if (error instanceof PrismError && error.cause !== undefined)
        log.warn({ requestId, err: error.cause }, error.message);
      throw error;
    });
    const passed: Record<string, string> = { 'x-request-id': requestId };
    if (typeof headers['traceparent'] === 'string') passed['traceparent'] = headers['traceparent'];
    return {
      requestId,
      log,
      session: caller?.session ?? null,
      expiresAt: caller?.expiresAt ?? Infinity,
      identityKey: caller?.identityKey ?? 'nobody',
      upstreamHeaders: async () => (caller ? { ...passed, authorization: await bearer(getToken, caller) } : passed),
    };
  };
}

async function bearer(getToken: GetInternalToken, { session, identityKey }: Caller): Promise<string> {
  return `Bearer ${await getToken(session, identityKey)}`;
}
