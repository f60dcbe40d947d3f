import { PrismError, upstreamUnavailable } from '@prism/errors/errors';
import { gauge } from '@prism/telemetry/metrics';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
  type IRetryBackoffContext,
} from 'cockatiel';

import type { CallLimits } from './callLimits.ts';
import { isTransient, TransientFailure } from './transient.ts';

/** A call to a provider, as a policy looks at it. */
export interface PolicedCall {
  readonly model: string;
  readonly tokens: number;
  /** Whether somebody waits for it: it then fails soon rather than late. */
  readonly urgent: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How a provider is asked: within its limits, again where that may help, and not at all for a while when it keeps failing. Rejects with
 * UPSTREAM_UNAVAILABLE as soon as the signal says that nobody waits any more.
 */
export interface CallPolicy {
  /** Runs a request, perhaps more than once. */
  run<T>(call: PolicedCall, request: () => Promise<T>): Promise<T>;
  /** Lets one request begin, which is then the caller's (a stream); resolves to what says that it has ended. */
  begin(call: PolicedCall): Promise<() => void>;
}

/** How patient a policy is. */
export interface CallPolicyOptions {
  /** How often it asks again when nobody is in a hurry. */
  readonly patientRetries: number;
  /** For how long nothing is asked of a provider that keeps failing, in milliseconds (default 5,000). */
  readonly openMs?: number;
}

/** Failures one after the other that open the circuit. */
const failures = 5;

const urgently = { retries: 1, patienceMs: 4_000, longestDelayMs: 500 };
// Limits are counted by the minute: two of them, and what each is lengthened by so that not all begin at once.
const patiently = { patienceMs: 140_000, longestDelayMs: 20_000 };
const firstDelayMs = 200;

const circuitState = gauge({
  name: 'prism_ai_circuit_state',
  help: 'Whether this process leaves a model alone, because it keeps failing: 1, else 0. Until it has answered, also while it is tried.',
  labelNames: ['model'],
});

/**
 * The policy of one endpoint. Retries with exponential backoff and jitter on 429, 5xx, and broken connections, never earlier than
 * Retry-After says; when that is longer than this waits, the error goes to the caller, with its `retryAfter`. Who is in no hurry
 * also waits for an open circuit: a provider that is away for a minute fails nobody's document.
 */
export function createCallPolicy(
  limits: Pick<CallLimits, 'begin'>,
  { patientRetries, openMs = 5_000 }: CallPolicyOptions,
): CallPolicy {
  const ofModel = new Map<string, ReturnType<typeof createPolicies>>();
  const policiesOf = (model: string) => {
    const found = ofModel.get(model) ?? createPolicies(model, { patientRetries, openMs });
    ofModel.set(model, found);
    return found;
  };
  const begin = ({ model, tokens, urgent, signal }: PolicedCall) =>
    limits.begin({ key: model, tokens, signal, patienceMs: (urgent ? urgently : patiently).patienceMs });
  return {
    begin: (call) => knowingWhy(call.signal, () => begin(call)),
    async run(call, request) {
      const attempt = async () => {
        // The library asks again after a delay, whatever the signal says.
        call.signal?.throwIfAborted();
        const end = await begin(call);
        try {
          return await request();
        } finally {
          end();
        }
      };
      try {
        const policy = policiesOf(call.model)[call.urgent ? 'urgent' : 'patient'];
        const asked = policy.execute(() => knowingWhy(call.signal, attempt), call.signal);
        return await untilAborted(asked, call.signal);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? failing(openMs) : error;
      }
    },
  };
}

/** Each model has a circuit of its own: an endpoint that cannot embed may well be able to answer. */
function createPolicies(model: string, { patientRetries, openMs }: Required<CallPolicyOptions>) {
  const breaker = circuitBreaker(handleWhen(isTransient), {
    halfOpenAfter: openMs,
    breaker: new ConsecutiveBreaker(failures),
  });
  const show = (state: CircuitState) => {
    circuitState.set({ model }, state === CircuitState.Closed ? 0 : 1);
  };
  show(breaker.state);
  breaker.onStateChange(show);
  const { longestDelayMs } = patiently;
  return {
    urgent: wrap(retryWithin(urgently), breaker),
    patient: wrap(retryWithin({ retries: patientRetries, longestDelayMs, openMs }), breaker),
  };
}

interface Patience {
  readonly retries: number;
  readonly longestDelayMs: number;
  /** How long a circuit stays open, if it is to be waited for. */
  readonly openMs?: number;
}

function retryWithin({ retries, longestDelayMs, openMs }: Patience) {
  /** How long the provider, or the open circuit, wants to be left alone, in milliseconds; null when asking again cannot help. */
  const askedToWait = (error: unknown) => {
    if (error instanceof BrokenCircuitError) return openMs ?? null;
    const waitMs = error instanceof PrismError ? (error.retryAfter ?? 0) * 1_000 : 0;
    return isTransient(error) && waitMs < longestDelayMs ? waitMs : null;
  };
  const policy = retry(
    handleWhen((error) => askedToWait(error) !== null),
    {
      maxAttempts: retries,
      backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) => {
        // Doubling, and up to half of it taken off at random.
        const ours = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs) * (0.5 + Math.random() / 2);
        return 'error' in result ? (askedToWait(result.error) ?? 0) + ours : ours;
      }),
    },
  );
  // A delay that its caller has given up is waited out all the same: it keeps no process alive.
  return policy.dangerouslyUnref();
}

/** The library waits out a delay before it looks at the signal. */
async function untilAborted<T>(asked: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return asked;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const end = () => {
    reject(givenUp(signal));
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([asked, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** What fails because of the signal fails as `givenUp`. */
async function knowingWhy<T>(signal: AbortSignal | undefined, asked: () => Promise<T>): Promise<T> {
  try {
    return await asked();
  } catch (error) {
    throw signal?.aborted ? givenUp(signal) : error;
  }
}

/** A caller whose time ran out tells of a slow provider; one who went away tells nothing of it. */
function givenUp(signal: AbortSignal): PrismError {
  const isSlow = (signal.reason as { readonly name?: unknown } | null)?.name === 'TimeoutError';
  return upstreamUnavailable('The AI provider did not answer in time.', {
    cause: isSlow ? new TransientFailure('timeout') : new Error('given up'),
  });
}

function failing(openMs: number): PrismError {
  return upstreamUnavailable('The AI provider keeps failing, and is left alone for a while.', {
    retryAfter: Math.ceil(openMs / 1_000),
  });
}
