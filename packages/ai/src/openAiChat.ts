import { z } from 'zod';

import type { ChatAnswer, ChatOptions, ChatProvider, CondensedQuestion, Question, TokenUsage, Turn } from './chat.ts';
import { noTokens } from './chat.ts';
import { countTokens } from './countTokens.ts';
import { callOpenAi, garbage, openAiClient, streamOpenAi, withoutPolicy, type OpenAiEndpoint } from './openAiCall.ts';
import { answerPrompt, condensePrompt, type Prompt } from './prompts.ts';
import { readStringSoFar } from './readStringSoFar.ts';
import { storable } from './storable.ts';

const usageSchema = z
  .object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
  .transform((usage): TokenUsage => ({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }))
  .nullish()
  .catch(null);

const completionSchema = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
  usage: usageSchema,
});

const chunkSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).nullish() })).default([]),
  usage: usageSchema,
});

const answerSchema = z.object({
  answered: z.boolean(),
  answer: z.string().transform(storable),
  quotes: z.array(z.object({ source: z.int(), quote: z.string() })),
});

/** Answers by an OpenAI-compatible endpoint. Only what every such endpoint knows is used: messages and a JSON answer. */
export function createOpenAiChat(endpoint: OpenAiEndpoint & { readonly model: string }): ChatProvider {
  const client = openAiClient({ timeoutMs: 60_000, ...endpoint });
  const { model, timeoutMs: pauseMs, policy = withoutPolicy } = endpoint;
  // Somebody always waits for an answer.
  const toCall = (messages: Prompt, signal: AbortSignal | undefined) => ({
    ...{ model, signal, urgent: true },
    tokens: estimate(messages, '').inputTokens,
  });
  const toRequest = (messages: Prompt) => ({
    model,
    response_format: { type: 'json_object' as const },
    messages: [...messages],
  });

  async function complete(messages: Prompt, { signal, onUsage }: ChatOptions) {
    const completion = await policy.run(toCall(messages, signal), () =>
      callOpenAi(completionSchema, () =>
        client.chat.completions.create(toRequest(messages), { signal: signal ?? null }),
      ),
    );
    const { content } = completion.choices[0].message;
    const usage = completion.usage ?? estimate(messages, content);
    onUsage?.(usage);
    return { content, usage };
  }

  return {
    model,
    remote: true,
    async answer(question, options = {}) {
      const { content, usage } = await complete(answerPrompt(question), options);
      return readAnswer(content, question, usage);
    },
    async *stream(question, { signal, onUsage } = {}) {
      const messages = answerPrompt(question);
      const request = { ...toRequest(messages), stream: true as const, stream_options: { include_usage: true } };
      let content = '';
      let told = 0;
      let counted: TokenUsage | null | undefined;
      const usage = () => counted ?? estimate(messages, content);
      const open = (ending: AbortSignal) => client.chat.completions.create(request, { signal: ending });
      const end = await policy.begin(toCall(messages, signal));
      try {
        for await (const chunk of streamOpenAi(chunkSchema, { open, signal, pauseMs })) {
          content += chunk.choices[0]?.delta?.content ?? '';
          counted = chunk.usage ?? counted;
          const text = readStringSoFar(content, 'answer');
          if (text.length > told) yield { kind: 'text', text: text.slice(told) };
          told = text.length;
        }
      } finally {
        end();
        if (content !== '') onUsage?.(usage());
      }
      yield { kind: 'answer', answer: readAnswer(content, question, usage()) };
    },
    async condense(question, history, options = {}) {
      if (history.length === 0) return { question, usage: noTokens };
      const { content, usage } = await complete(condensePrompt(question, history), options);
      return readQuestion(content, usage, { question, history });
    },
  };
}

function readAnswer(content: string, { sources }: Question, usage: TokenUsage): ChatAnswer {
  const result = answerSchema.safeParse(parseJson(content));
  if (!result.success) throw garbage('the answer is not the JSON that was asked for');
  const { answered, answer, quotes } = result.data;
  return {
    answered,
    answer,
    quotes: quotes
      .map(({ source, quote }) => ({ source: source - 1, quote }))
      .filter(({ source }) => source >= 0 && source < sources.length),
    usage,
  };
}

const questionSchema = z.object({ question: z.string().transform(storable).pipe(z.string().trim().min(1).max(2_000)) });

/** What the model wrote, or the question as it was: a conversation goes on without a model that can do this. */
function readQuestion(
  content: string,
  usage: TokenUsage,
  asked: { readonly question: string; readonly history: readonly Turn[] },
): CondensedQuestion {
  const result = questionSchema.safeParse(parseJson(content));
  return { question: result.success ? result.data.question : asked.question, usage };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, '')) as unknown;
  } catch {
    return undefined;
  }
}

function estimate(messages: Prompt, content: string): TokenUsage {
  return {
    inputTokens: messages.reduce((sum, message) => sum + countTokens(message.content), 0),
    outputTokens: countTokens(content),
  };
}
