import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Question } from '@prism/ai/chat';
import { joinQuestions } from '@prism/ai/condense';
import { createOfflineChat } from '@prism/ai/offlineChat';
import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';

import { listen } from './listen.ts';

/** How the peer misbehaves: at the next request, or at all until told otherwise. */
export type Misbehaviour =
  | { readonly kind: 'slow'; readonly ms: number }
  /** Waits so long between the pieces of a streamed answer. */
  | { readonly kind: 'drip'; readonly ms: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | {
      readonly kind:
        | 'garbage'
        | 'notJson'
        | 'wrongCount'
        | 'wrongDimension'
        | 'notFinite'
        | 'twiceTheSameIndex'
        | 'hangUp'
        | 'breakOff'
        | 'shuffled';
    };

/** One request as it arrived. */
export interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

/**
 * A local peer that speaks OpenAI's wire protocol and answers as the offline provider does. A model whose name ends in `-turned`
 * gives the opposite vectors: searching those of one model by another then shows.
 */
export interface FakeOpenAi {
  readonly baseUrl: string;
  readonly requests: readonly SeenRequest[];
  /** Texts embedded so far. */
  readonly embedded: readonly string[];
  /** The next requests misbehave, in this order; afterwards the peer behaves. */
  misbehave(...how: readonly Misbehaviour[]): void;
  /** Every request misbehaves, or none (null). */
  misbehaveAlways(how: Misbehaviour | null): void;
  /** Every request that holds this text misbehaves, until told otherwise (null). */
  misbehaveOn(text: string, how: Misbehaviour | null): void;
  /** What chat answers with, word for word, instead of an extract; null for extracts. */
  say(content: string | null): void;
  /** Streamed answers that the client ended before they were complete. */
  readonly abandoned: number;
  close(): Promise<void>;
}

type Json = Record<string, unknown>;
const embeddings = createOfflineEmbeddings();
const chat = createOfflineChat();

/** Starts the peer on a free port. */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  const requests: SeenRequest[] = [];
  const embedded: string[] = [];
  const queue: Misbehaviour[] = [];
  const byText = new Map<string, Misbehaviour>();
  let always: Misbehaviour | null = null;
  let said: string | null = null;
  let abandoned = 0;

  const answer = async (path: string, body: Json, how: Misbehaviour | undefined): Promise<Json> => {
    if (path === '/v1/chat/completions') return toCompletion(body, await chatContent(body, said));
    const texts = body['input'] as string[];
    embedded.push(...texts);
    return embeddingAnswer(texts, how, String(body['model']));
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    const text = await readBody(request);
    const body = JSON.parse(text) as Json;
    requests.push({ path, authorization: request.headers.authorization, body });
    const asked = [...byText].find(([part]) => text.includes(part))?.[1];
    const how = queue.shift() ?? asked ?? always ?? undefined;
    if (how && (await spoil(response, how))) return;
    if (body['stream'] === true) {
      response.on('close', () => (abandoned += response.writableFinished || how?.kind === 'breakOff' ? 0 : 1));
      await streamContent(response, await chatContent(body, said), how);
      return;
    }
    send(response, 200, JSON.stringify(await answer(path, body, how)));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  // Clients end idle connections; one that the peer ends at the moment of the next request is a failure that no test meant.
  server.keepAliveTimeout = 0;
  const { url, close } = await listen(server);
  return {
    baseUrl: `${url}/v1`,
    requests,
    embedded,
    get abandoned() {
      return abandoned;
    },
    misbehave: (...how) => queue.push(...how),
    misbehaveAlways: (how) => {
      always = how;
    },
    misbehaveOn: (text, how) => {
      if (how) byText.set(text, how);
      else byText.delete(text);
    },
    say: (content) => {
      said = content;
    },
    close,
  };
}

/** Misbehaves; true when that was the whole answer. */
async function spoil(response: ServerResponse, how: Misbehaviour): Promise<boolean> {
  if (how.kind === 'slow') await sleep(how.ms, undefined, { ref: false });
  if (how.kind === 'hangUp') response.destroy();
  if (how.kind === 'notJson') send(response, 200, '<html>a proxy');
  if (how.kind === 'garbage') send(response, 200, JSON.stringify({ data: 'no', choices: [{ message: {} }] }));
  if (how.kind === 'status') {
    if (how.retryAfter !== undefined) response.setHeader('retry-after', how.retryAfter);
    send(
      response,
      how.status,
      JSON.stringify({ error: { message: 'Incorrect API key provided: sk-secret', type: 'x' } }),
    );
  }
  return ['hangUp', 'notJson', 'garbage', 'status'].includes(how.kind);
}

async function embeddingAnswer(texts: readonly string[], how: Misbehaviour | undefined, model: string): Promise<Json> {
  const vectors = (await embeddings.embed(texts)).map(model.endsWith('-turned') ? turn : (vector) => vector);
  let data: { object: string; index: number; embedding: readonly unknown[] }[] = vectors.map((embedding, index) => ({
    object: 'embedding',
    index,
    embedding,
  }));
  if (how?.kind === 'wrongCount') data = data.slice(1);
  if (how?.kind === 'wrongDimension')
    data = data.map((item, index) => (index === 0 ? { ...item, embedding: [1, 2] } : item));
  if (how?.kind === 'notFinite')
    data = data.map((item) => ({ ...item, embedding: [null, ...item.embedding.slice(1)] }));
  if (how?.kind === 'twiceTheSameIndex') data = data.map((item) => ({ ...item, index: 0 }));
  if (how?.kind === 'shuffled') data = data.toReversed();
  return { object: 'list', model: 'fake', data, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

/** The opposite vector: as near to other opposites as the vector to others, and far from everything that is not turned. */
function turn(vector: readonly number[]): number[] {
  return vector.map((value) => -value);
}

/** Reads the prompt and answers as the offline provider would: a question by its sources, or a question in a conversation. */
async function chatContent(body: Json, said: string | null): Promise<string> {
  const prompt = JSON.parse((body['messages'] as { content: string }[]).at(-1)?.content ?? '{}') as Prompt;
  if (!prompt.sources) return JSON.stringify({ question: joinQuestions(prompt.question, prompt.conversation ?? []) });
  return said ?? JSON.stringify(await extract({ question: prompt.question, sources: prompt.sources }));
}

/** What `@prism/ai` writes into the user's message. */
interface Prompt {
  readonly question: string;
  readonly sources?: Question['sources'];
  readonly conversation?: Question['history'];
}

const usageOf = (body: Json, content: string) => ({
  prompt_tokens: Math.ceil(JSON.stringify(body['messages']).length / 4),
  completion_tokens: Math.ceil(content.length / 4),
});

function toCompletion(body: Json, content: string): Json {
  return {
    id: 'x',
    object: 'chat.completion',
    model: 'fake',
    choices: [{ index: 0, message: { role: 'assistant', content } }],
    usage: usageOf(body, content),
  };
}

/** The content in pieces of some letters, then the usage, as server-sent events. */
async function streamContent(response: ServerResponse, content: string, how: Misbehaviour | undefined): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  // Awaited: what is not on its way yet would be lost with a connection that breaks off.
  const write = (event: Json) =>
    new Promise((resolve) => response.write(`data: ${JSON.stringify(event)}\n\n`, resolve));
  const pieces = content.match(/[\s\S]{1,12}/g) ?? [];
  for (const [index, piece] of pieces.entries()) {
    if (how?.kind === 'drip') await sleep(how.ms, undefined, { ref: false });
    if (response.destroyed) return;
    if (how?.kind === 'breakOff' && index > pieces.length / 2) {
      response.destroy();
      return;
    }
    await write({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: piece } }] });
  }
  await write({ object: 'chat.completion.chunk', choices: [], usage: { prompt_tokens: 100, completion_tokens: 20 } });
  response.end('data: [DONE]\n\n');
}

async function extract(question: Question): Promise<Json> {
  const { answered, answer, quotes } = await chat.answer(question);
  return { answered, answer, quotes: quotes.map(({ source, quote }) => ({ source: source + 1, quote })) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}
