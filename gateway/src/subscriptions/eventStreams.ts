import { upstreamUnavailable } from '@prism/errors/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { SubgraphTransport } from '../execution/subgraphTransport.ts';
import type { EventSink } from './eventSink.ts';
import { StreamLost, StreamRefused, toSubgraphError } from './streamErrors.ts';
import type { OpenStream } from './webSocketStreams.ts';

/** Streams from one subgraph as server-sent events (graphql-sse, distinct connections): a request per stream. */
export function createEventStreams(url: string, transport: SubgraphTransport): OpenStream {
  return ({ query, variables, operationName }, context, sink) => {
    const abort = new AbortController();
    const read = async (): Promise<void> => {
      const headers = {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(await context.upstreamHeaders()),
      };
      const body = JSON.stringify({ query, variables, operationName });
      const answer = await transport
        .stream({ url: new URL(url), body, headers }, abort.signal)
        .catch((cause: unknown) => {
          throw upstreamUnavailable('A part of the graph did not answer. Try again.', { cause });
        });
      const type = String(answer.headers['content-type'] ?? '');
      if (type.startsWith('text/event-stream')) await readEvents(answer.body, sink);
      else throw toRefusal(await answer.body.text());
    };
    read().catch((error: unknown) => {
      sink.fail(error);
    });
    return () => {
      abort.abort();
    };
  };
}

async function readEvents(body: AsyncIterable<Uint8Array>, sink: EventSink<SubgraphAnswer>): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop() ?? '';
      for (const { event, data } of blocks.map(parseBlock)) {
        if (event === 'complete') {
          sink.end();
          return;
        }
        if (event === 'next') sink.push(JSON.parse(data) as SubgraphAnswer);
      }
    }
  } catch {
    // Told apart from an end below: both mean that no `complete` came.
  }
  sink.fail(new StreamLost('The stream of the subgraph broke.'));
}

function parseBlock(block: string): { event: string; data: string } {
  const lines = block.split('\n');
  const of = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trimStart());
  return { event: of('event').at(-1) ?? '', data: of('data').join('\n') };
}

function toRefusal(text: string): Error {
  try {
    const { errors } = JSON.parse(text) as { errors?: GraphQLFormattedError[] };
    if (Array.isArray(errors)) return new StreamRefused(errors.map(toSubgraphError));
  } catch {
    // Not JSON: the same as JSON without errors.
  }
  const cause = new Error(`The subgraph answered no stream: ${text.slice(0, 200)}`);
  return upstreamUnavailable('A part of the graph did not answer. Try again.', { cause });
}
