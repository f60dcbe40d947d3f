import { z } from 'zod';

import type { ChatProvider } from './chat.ts';
import type { EmbeddingProvider } from './embeddings.ts';
import { findEmbeddings } from './findEmbeddings.ts';
import type { CallLimits } from './limits/callLimits.ts';
import { createCallPolicy } from './limits/callPolicy.ts';
import { createLimits, limitsEnv } from './limits/limitsEnv.ts';
import { createOfflineChat } from './offlineChat.ts';
import { createOfflineEmbeddings } from './offlineEmbeddings.ts';
import { createOpenAiChat } from './openAiChat.ts';
import { createOpenAiEmbeddings } from './openAiEmbeddings.ts';
import { pricesVariable, type Prices } from './prices.ts';
import { findReranker, rerankEnv, type Reranker } from './reranker.ts';

/** What makes vectors and what answers. Both read the same settings, and each can be replaced alone. */
export interface Ai {
  readonly embeddings: EmbeddingProvider;
  /** Who embeds by the model of this name, so that vectors made before a change of the configuration can still be searched; null when nobody does. */
  readonly embeddingsOf: (model: string) => EmbeddingProvider | null;
  readonly chat: ChatProvider;
  /** Absent where none is configured: searches then keep the order that they have. */
  readonly reranker?: Reranker | undefined;
  /** What models cost; the list prices unless told. */
  readonly prices?: Prices;
}

/** The variables that choose the provider: part of the environment of every process that embeds or answers. */
export const aiEnv = {
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be a URL starting with http:// or https://' }).optional(),
  OPENAI_EMBEDDING_MODEL: z.string().default('text-embedding-3-small'),
  OPENAI_EMBEDDING_DIMENSIONS: z.coerce.number({ error: 'must be a number' }).int().min(1).max(4000).optional(),
  OPENAI_CHAT_MODEL: z.string().default('gpt-4o-mini'),
  AI_PRICES: pricesVariable,
  OPENAI_TIMEOUT_MS: z.coerce.number({ error: 'must be a number' }).int().min(100).default(30_000),
  ...limitsEnv,
  ...rerankEnv,
};

/** The parsed form of {@link aiEnv}. */
export type AiEnv = z.output<z.ZodObject<typeof aiEnv>>;

/**
 * The OpenAI-compatible provider when there is a key, asked within the limits (those of this process unless told), else the
 * offline one. Nothing is asked of it yet.
 */
export function createAi(env: AiEnv, limits: Pick<CallLimits, 'begin'> = createLimits(env, {})): Ai {
  if (!env.OPENAI_API_KEY) {
    const embeddings = createOfflineEmbeddings();
    return {
      embeddings,
      embeddingsOf: findEmbeddings(embeddings, null),
      chat: createOfflineChat(),
      prices: env.AI_PRICES,
      reranker: findReranker(env),
    };
  }
  const endpoint = {
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    timeoutMs: env.OPENAI_TIMEOUT_MS,
    policy: createCallPolicy(limits, { patientRetries: env.OPENAI_RETRIES }),
  };
  const embeddings = createOpenAiEmbeddings({
    ...endpoint,
    model: env.OPENAI_EMBEDDING_MODEL,
    dimensions: env.OPENAI_EMBEDDING_DIMENSIONS,
  });
  return {
    embeddings,
    embeddingsOf: findEmbeddings(embeddings, endpoint),
    chat: createOpenAiChat({ ...endpoint, model: env.OPENAI_CHAT_MODEL }),
    prices: env.AI_PRICES,
    reranker: findReranker(env),
  };
}
