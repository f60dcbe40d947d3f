import { upstreamUnavailable } from '@prism/errors/errors';
import { currentTrace } from '@prism/telemetry/tracing';
import type { AskSubgraph } from './askSubgraph.ts';
import type { Coalesce } from './coalesceFetches.ts';
import { dedupeRepresentations, expandAnswer, type SubgraphAnswer } from './dedupeRepresentations.ts';
import type { RequestContext } from './requestContext.ts';
import type { SubgraphCall, SubgraphTransport } from './subgraphTransport.ts';
import { subgraphSeconds } from '../http/metrics.ts';

export interface SubgraphDataSourceOptions {
  readonly name: string;
  readonly url: string;
  readonly transport: SubgraphTransport;
  /** Absent: every fetch is sent. */
  readonly coalesce?: Coalesce<string> | undefined;
}

/**
 * Sends a fetch with each distinct entity in it once, together with identical fetches of the same caller that wait at
 * that moment. Every caller gets a result that is its own to change.
 */
export function createSubgraphDataSource(options: SubgraphDataSourceOptions): AskSubgraph {
  const url = new URL(options.url);
  const { transport, coalesce, name } = options;

  const send = async (body: string, context: RequestContext): Promise<string> => {
    const stop = subgraphSeconds.startTimer({ subgraph: name });
    try {
      const upstream = await context.upstreamHeaders();
      const call: SubgraphCall = { url, body, headers: { ...jsonHeaders, ...upstream, ...currentTrace() } };
      const { text, status } = await transport.send(call);
      return assertGraphQL(text, status, name);
    } finally {
      stop();
    }
  };

  return async (request, context) => {
    const { representations } = request.variables;
    const deduped = Array.isArray(representations) ? dedupeRepresentations(representations) : null;
    const variables = deduped ? { ...request.variables, representations: deduped.unique } : request.variables;
    const body = JSON.stringify({ query: request.query, variables, operationName: request.operationName });
    const isMutation = request.query.startsWith('mutation');
    const text =
      coalesce && !isMutation
        ? await coalesce(`${name}\n${context.identityKey}\n${body}`, () => send(body, context))
        : await send(body, context);
    const answer = parseAnswer(text, name);
    return deduped ? expandAnswer(answer, deduped) : answer;
  };
}

const jsonHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
};

function assertGraphQL(text: string, status: number, name: string): string {
  if (status < 500 || text.startsWith('{')) return text;
  throw upstreamUnavailable('A part of the graph did not answer. Try again.', {
    cause: new Error(`${name} answered ${String(status)}: ${text.slice(0, 200)}`),
  });
}

function parseAnswer(text: string, name: string): SubgraphAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    if (answer !== null && typeof answer === 'object' && ('data' in answer || 'errors' in answer)) {
      return answer as SubgraphAnswer;
    }
  } catch {
    // Not JSON: the same as JSON that is no GraphQL response.
  }
  throw upstreamUnavailable('A part of the graph did not answer. Try again.', {
    cause: new Error(`${name} answered something else than GraphQL: ${text.slice(0, 200)}`),
  });
}
