import { PrismError, upstreamUnavailable } from '@prism/errors/errors';
import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
  type IRetryBackoffContext,
} from 'cockatiel';

import type { CallLimits } from './callLimits.ts';
import { isTransient } from './transient.ts';

/** A call to a provider, as a policy looks at it. */
export interface PolicedCall {
  readonly model: string;
  readonly tokens: number;
  /** Whether somebody waits for it: it then fails soon rather than late. */
  readonly urgent: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** How a provider is asked: within its limits, again where that may help, and not at all for a while when it keeps failing. */
export interface CallPolicy {
  /** Runs a request, perhaps more than once. */
  run<T>(call: PolicedCall, request: () => Promise<T>): Promise<T>;
  /** Lets one request begin, which is then the caller's (a stream); resolves to what says that it has ended. */
  begin(call: PolicedCall): Promise<() => void>;
}

/** Failures one after the other that open the circuit, and for how long nothing is asked then, in milliseconds. */
const failures = 5;
const openMs = 5_000;

const urgently = { retries: 1, patienceMs: 4_000, longestDelayMs: 500 };
const patiently = { patienceMs: 60_000, longestDelayMs: 20_000 };
const firstDelayMs = 200;

/**
 * The policy of one endpoint. Retries with exponential backoff and jitter on 429, 5xx, and broken connections, never earlier than
 * Retry-After says; when that is longer than this waits, the error goes to the caller, with its `retryAfter`. Who is in no hurry
 * also waits for an open circuit: a provider that is away for a minute fails nobody's document.
 */
export function createCallPolicy(
  limits: Pick<CallLimits, 'begin'>,
  { patientRetries }: { readonly patientRetries: number },
): CallPolicy {
  const ofModel = new Map<string, ReturnType<typeof createPolicies>>();
  const policiesOf = (model: string) => {
    const found = ofModel.get(model) ?? createPolicies(patientRetries);
    ofModel.set(model, found);
    return found;
  };
  const begin = ({ model, tokens, urgent, signal }: PolicedCall) =>
    limits.begin({ key: model, tokens, signal, patienceMs: (urgent ? urgently : patiently).patienceMs });
  return {
    begin,
    async run(call, request) {
      try {
        const asked = policiesOf(call.model)[call.urgent ? 'urgent' : 'patient'].execute(async () => {
          const end = await begin(call);
          try {
            return await request();
          } finally {
            end();
          }
        }, call.signal);
        return await untilAborted(asked, call.signal);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? failing() : error;
      }
    },
  };
}

/** Each model has a circuit of its own: an endpoint that cannot embed may well be able to answer. */
function createPolicies(patientRetries: number) {
  const breaker = circuitBreaker(handleWhen(isTransient), {
    halfOpenAfter: openMs,
    breaker: new ConsecutiveBreaker(failures),
  });
  return {
    urgent: wrap(retryWithin(urgently), breaker),
    patient: wrap(retryWithin({ ...patiently, retries: patientRetries, waitsForCircuit: true }), breaker),
  };
}

interface Patience {
  readonly retries: number;
  readonly longestDelayMs: number;
  readonly waitsForCircuit?: boolean;
}

function retryWithin({ retries, longestDelayMs, waitsForCircuit = false }: Patience) {
  const mayHelp = (error: unknown) =>
    (isTransient(error) && askedToWait(error) < longestDelayMs) ||
    (waitsForCircuit && error instanceof BrokenCircuitError);
  return retry(handleWhen(mayHelp), {
    maxAttempts: retries,
    backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) => {
      // Doubling, and up to half of it taken off at random.
      const ours = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs) * (0.5 + Math.random() / 2);
      return 'error' in result ? askedToWait(result.error) + ours : ours;
    }),
  });
}

/** How long the provider, or the open circuit, wants to be left alone, in milliseconds. */
function askedToWait(error: unknown): number {
  if (error instanceof BrokenCircuitError) return openMs;
  return error instanceof PrismError ? (error.retryAfter ?? 0) * 1_000 : 0;
}

/** The library waits out a delay before it looks at the signal. */
async function untilAborted<T>(asked: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return asked;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const end = () => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([asked, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function failing(): PrismError {
  return upstreamUnavailable('The AI provider keeps failing, and is left alone for a while.', {
    retryAfter: openMs / 1_000,
  });
}
