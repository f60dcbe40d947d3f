import { currentTrace } from '@prism/telemetry/tracing';
import { Agent, request } from 'undici';
import { z } from 'zod';

/** What is asked of another subgraph, and as what its answer is read. */
export interface SubgraphQuestion<D> {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly data: z.ZodType<D>;
}

/** Asks other subgraphs: there is no SQL across schemas. */
export interface SubgraphClient {
  /**
   * The answer's data. Rejects when none comes within 5 s, when it is not what was asked for, and when a part of it is
   * missing because the subgraph failed; what this caller may not see, or what does not exist, is null in it.
   */
  ask<D>(url: string, token: string, question: SubgraphQuestion<D>): Promise<D>;
  close(): Promise<void>;
}

const timeoutMs = 5_000;

/** A client for all that a process asks: up to 32 connections to each subgraph, kept open. The trace goes along. */
export function createSubgraphClient(): SubgraphClient {
  const agent = new Agent({
    connections: 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  return {
    async ask(url, token, { query, variables, data }) {
      const response = await request(url, {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...currentTrace() },
        body: JSON.stringify({ query, variables }),
      });
      const answer: unknown = await response.body.json();
      assertNoOutage(answer);
      return z.object({ data }).parse(answer).data;
    },
    close: () => agent.close(),
  };
}

const withErrors = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }).partial() }).partial()),
});
const refusals = new Set<string | undefined>(['NOT_FOUND', 'FORBIDDEN']);

/** Null says that something is not there only when nothing failed: without its database an owner says null of everything. */
function assertNoOutage(answer: unknown): void {
  const { data } = withErrors.safeParse(answer);
  const failure = data?.errors.find(({ extensions }) => !refusals.has(extensions?.code));
  if (failure) throw new Error(`The subgraph failed: ${JSON.stringify(failure)}`);
}
