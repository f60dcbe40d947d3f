import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { toConnectionLost } from './connectionLost.ts';

/** What to do after a failure: try again (not before `afterMs`), ask for other credentials first, or give up. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly authorization: string | undefined }
  | { readonly kind: 'final' };

const retry = (afterMs = 0): RetryDecision => ({ kind: 'retry', afterMs });
const final: RetryDecision = { kind: 'final' };

/** Close codes that say that the client broke the protocol: it would do so again. */
const faultCodes = new Set([4004, 4400, 4401, 4406, 4409, 4429]);
const forbiddenCode = 4403;

/** Errors of the graph that pass by themselves. */
const passingCodes = new Set<unknown>(['UPSTREAM_UNAVAILABLE', 'RATE_LIMITED']);

/**
 * Decides by what ended a subscription. 1001, 1012 and 1013 (the gateway stops, a part of it restarts, too slow or too many),
 * 5xx, 429 and everything that the network does are tried again; 4403 and 401 only with other credentials; other codes of the
 * protocol, other refusals of HTTP and errors of the graph that do not pass by themselves are final.
 */
export function decideRetry(error: unknown): RetryDecision {
  if (CombinedGraphQLErrors.is(error)) return decideByErrors(error);
  const { closeCode, status, retryAfterMs, authorization } = toConnectionLost(error);
  if (closeCode === forbiddenCode || status === 401) return { kind: 'refused', authorization };
  if (closeCode !== undefined && faultCodes.has(closeCode)) return final;
  const isRefused = status !== undefined && status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  return isRefused ? final : retry(retryAfterMs);
}

function decideByErrors({ errors }: CombinedGraphQLErrors): RetryDecision {
  if (!errors.every(({ extensions }) => passingCodes.has(extensions?.['code']))) return final;
  const seconds = errors.map(({ extensions }) => Number(extensions?.['retryAfter'] ?? 0));
  return retry(Math.max(0, ...seconds.filter(Number.isFinite)) * 1000);
}
