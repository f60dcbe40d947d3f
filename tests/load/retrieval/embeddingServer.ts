import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onClose } from '../closers.ts';
import { dimensions } from './syntheticVectors.ts';

/** An endpoint that speaks OpenAI's protocol and knows the vectors of some texts. */
export interface EmbeddingServer {
  readonly url: string;
  /** The vector that a text gets; others get one that is near nothing. */
  readonly vectors: Map<string, readonly number[]>;
}

/** Stands for the provider, so that queries lie where chunks do and what is measured is the search. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const vectors = new Map<string, readonly number[]>();
  const elsewhere = Array.from({ length: dimensions }, (_, index) => (index === 0 ? 1 : 0));
  const server = createServer((request, response) => {
    void readJson(request).then(({ input, model }) => {
      const data = input.map((text, index) => ({
        object: 'embedding',
        index,
        embedding: vectors.get(text) ?? elsewhere,
      }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 8, total_tokens: 8 } }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onClose(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, vectors };
}

async function readJson(request: IncomingMessage): Promise<{ input: string[]; model: string }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as { input: string[]; model: string };
}
