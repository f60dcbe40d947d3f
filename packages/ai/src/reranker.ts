import { upstreamUnavailable, type PrismError } from '@prism/errors/errors';
import { z } from 'zod';

import type { CallOptions } from './embeddings.ts';

/** Judges how well passages fit a query by reading both together: slower than any index, and better. */
export interface Reranker {
  readonly model: string;
  /**
   * How well each document fits, in the order of the documents: finite, higher is better, by most models from 0 to 1 and comparable
   * between queries. Rejects with UPSTREAM_UNAVAILABLE when the endpoint is slow, refuses, fails or does not judge each
   * document once; nothing is half-returned.
   */
  rerank(query: string, documents: readonly string[], options?: CallOptions): Promise<number[]>;
}

/** Where a rerank endpoint is: the whole address that is posted to. `timeoutMs` is for one request. */
export interface RerankEndpoint {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  readonly timeoutMs: number;
}

/** The variables that say where a reranker is: part of the environment of every process that searches. */
export const rerankEnv = {
  /** The whole address, such as https://api.cohere.com/v2/rerank. Nothing is reranked unless it is set. */
  RERANK_URL: z.url({ protocol: /^https?$/, error: 'must be a URL starting with http:// or https://' }).optional(),
  RERANK_API_KEY: z.string().optional(),
  RERANK_MODEL: z.string().default('rerank-v3.5'),
  RERANK_TIMEOUT_MS: z.coerce.number({ error: 'must be a number' }).int().min(100).default(3_000),
};

/** The reranker that the environment names, if it names one. Nothing is asked of it yet. */
export function findReranker(env: z.output<z.ZodObject<typeof rerankEnv>>): Reranker | undefined {
  if (!env.RERANK_URL) return undefined;
  const { RERANK_URL: url, RERANK_API_KEY: apiKey, RERANK_MODEL: model, RERANK_TIMEOUT_MS: timeoutMs } = env;
  return createReranker({ url, apiKey, model, timeoutMs });
}

const answerSchema = z.object({
  results: z.array(z.object({ index: z.int().nonnegative(), relevance_score: z.number() })),
  usage: z.object({ total_tokens: z.int().nonnegative() }).nullish().catch(null),
});

/**
 * Reranks by any endpoint that speaks the rerank API which Cohere began and Jina, Voyage-compatible gateways, vLLM, LiteLLM and
 * Hugging Face's servers share: `{model, query, documents, top_n}` in, `{results: [{index, relevance_score}]}` out. Tries once.
 * The key and what was sent appear in no error.
 */
export function createReranker(endpoint: RerankEndpoint): Reranker {
  const { model } = endpoint;
  return {
    model,
    async rerank(query, documents, { signal, onTokens } = {}) {
      if (documents.length === 0) return [];
      const body = { model, query, documents, top_n: documents.length, return_documents: false };
      const { results, usage } = parse(await post(endpoint, body, signal));
      // Some count searches instead, and tell of no tokens.
      if (usage) onTokens?.(usage.total_tokens);
      return inOrder(results, documents.length);
    },
  };
}

async function post(endpoint: RerankEndpoint, body: object, signal: AbortSignal | undefined): Promise<unknown> {
  const { url, apiKey, timeoutMs } = endpoint;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify(body),
      // The key is for this address and for no other.
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await response.text();
  } catch (error) {
    const late = timeout.aborted ? 'did not answer in time' : 'could not be asked';
    const cause = new Error(error instanceof Error ? error.name : typeof error);
    throw upstreamUnavailable(`The reranker ${late}.`, { cause });
  }
  if (!response.ok) throw upstreamUnavailable(`The reranker answered with an error (${String(response.status)}).`);
  try {
    return JSON.parse(text);
  } catch {
    throw garbage('not JSON');
  }
}

type Answer = z.output<typeof answerSchema>;

function parse(answer: unknown): Answer {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw garbage(parsed.error.issues[0]?.message ?? 'it has another form');
  return parsed.data;
}

function inOrder(results: Answer['results'], count: number): number[] {
  const byIndex = new Map(results.map(({ index, relevance_score }) => [index, relevance_score]));
  if (results.length !== count) throw garbage(`${String(results.length)} judgements of ${String(count)} documents`);
  return Array.from({ length: count }, (_, index) => {
    const score = byIndex.get(index);
    if (score === undefined) throw garbage('an index twice or beyond the documents');
    return score;
  });
}

function garbage(why: string): PrismError {
  return upstreamUnavailable('The reranker gave an answer that makes no sense.', { cause: new Error(why) });
}
