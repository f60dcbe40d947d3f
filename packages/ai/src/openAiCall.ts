import { PrismError, upstreamUnavailable } from '@prism/errors/errors';
import { readRetryAfter } from '@prism/net/retryAfter';
import { APIConnectionTimeoutError, APIError, OpenAI } from 'openai';
import type { z } from 'zod';

import type { CallPolicy } from './limits/callPolicy.ts';
import { TransientFailure } from './limits/transient.ts';

/** Where an OpenAI-compatible endpoint is and how to reach it. `timeoutMs` is for one request. */
export interface OpenAiEndpoint {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** When it is asked, and how often; once and at once unless told. */
  readonly policy?: CallPolicy | undefined;
}

/** Asks once and at once. */
export const withoutPolicy: CallPolicy = {
  run: (_call, request) => request(),
  begin: () => Promise.resolve(() => undefined),
};

const defaultTimeoutMs = 30_000;
/** Longest that a provider may put us off, in seconds. */
const maxRetryAfter = 3600;

/** A client that tries once: when to try again is the policy's to say. */
export function openAiClient({ apiKey, baseUrl, timeoutMs = defaultTimeoutMs }: OpenAiEndpoint): OpenAI {
  return new OpenAI({ apiKey, baseURL: baseUrl ?? null, timeout: timeoutMs, maxRetries: 0, logLevel: 'off' });
}

/**
 * Runs a request and checks what it answers. Whatever goes wrong becomes UPSTREAM_UNAVAILABLE with words for a person and, if
 * the endpoint sent Retry-After, its seconds. The key and what was sent appear in no message and no cause.
 */
export async function callOpenAi<S extends z.ZodType>(
  answer: S,
  request: () => Promise<unknown>,
): Promise<z.output<S>> {
  let value: unknown;
  try {
    value = await request();
  } catch (error) {
    throw toPrismError(error);
  }
  const result = answer.safeParse(value);
  if (result.success) return result.data;
  throw garbage(result.error.issues[0]?.message ?? 'it has another form');
}

/** A streamed answer: how to open it, who may end it, and after how long a pause, in ms, it counts as broken. */
export interface OpenAiStream {
  readonly open: (ending: AbortSignal) => PromiseLike<AsyncIterable<unknown>>;
  readonly signal: AbortSignal | undefined;
  readonly pauseMs?: number | undefined;
}

/**
 * Reads a streamed answer piece by piece, with the same errors as {@link callOpenAi}, also in the middle. When whoever reads it
 * stops, or `signal` does, the call is ended at the endpoint.
 */
export async function* streamOpenAi<S extends z.ZodType>(
  piece: S,
  { open, signal, pauseMs = defaultTimeoutMs }: OpenAiStream,
): AsyncGenerator<z.output<S>, void, void> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expect = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ending.abort(late());
    }, pauseMs);
  };
  try {
    expect();
    for await (const value of await open(signal ? AbortSignal.any([signal, ending.signal]) : ending.signal)) {
      const result = piece.safeParse(value);
      if (!result.success) throw garbage(result.error.issues[0]?.message ?? 'it has another form');
      clearTimeout(timer);
      yield result.data;
      expect();
    }
    // The client ends a stream that was aborted as if it were complete.
    signal?.throwIfAborted();
    ending.signal.throwIfAborted();
  } catch (error) {
    ending.signal.throwIfAborted();
    throw error instanceof PrismError ? error : toPrismError(error);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

/** The endpoint answered something that is no answer; `why` goes to the log. */
export function garbage(why: string): PrismError {
  return upstreamUnavailable('The AI provider gave an answer that makes no sense.', { cause: new Error(why) });
}

function late(): PrismError {
  return upstreamUnavailable('The AI provider did not answer in time.', { cause: new TransientFailure('timeout') });
}

function toPrismError(error: unknown): PrismError {
  if (error instanceof APIConnectionTimeoutError) return late();
  if (error instanceof SyntaxError) return garbage('not JSON');
  if (!(error instanceof APIError))
    return upstreamUnavailable('The AI provider could not be asked.', { cause: named(error) });
  const status = error.status as number | undefined;
  const retryAfter = readRetryAfter((error.headers as Headers | undefined)?.get('retry-after'), maxRetryAfter);
  return upstreamUnavailable(describe(status), {
    cause: named(error),
    ...(retryAfter !== null && { retryAfter }),
  });
}

function describe(status: number | undefined): string {
  if (status === undefined) return 'The AI provider does not answer.';
  if (status === 429) return 'The AI provider has no capacity for us at the moment.';
  if (status === 401 || status === 403) return 'The AI provider refuses the configured key.';
  return `The AI provider answered with an error (${String(status)}).`;
}

/** Only the kind of error: messages of providers repeat keys and inputs. */
function named(error: unknown): Error {
  if (error instanceof APIError) {
    const status = error.status as number | undefined;
    const Kind = status === undefined || status === 408 || status === 429 || status >= 500 ? TransientFailure : Error;
    return new Kind(`${error.constructor.name}, status ${String(status)}`);
  }
  return new Error(error instanceof Error ? error.constructor.name : typeof error);
}
