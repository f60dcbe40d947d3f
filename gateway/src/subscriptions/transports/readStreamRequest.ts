import { badUserInput } from '@prism/errors/errors';
import type { FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Generation } from '../../generations/openGeneration.ts';
import type { ReadDocument } from '../readDocument.ts';
import { readAccept, type StreamKind } from './accept.ts';

/** An operation whose results shall be streamed. */
export interface StreamRequest {
  readonly kind: StreamKind;
  readonly generation: Generation;
  readonly read: ReturnType<ReadDocument>;
  /** Null when the document is not valid or does not say which of its operations is meant. */
  readonly type: OperationTypeNode | null;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

/** Null when the request is not for a stream. Throws BAD_USER_INPUT when it is for one, and makes no sense. */
export function readStreamRequest(request: FastifyRequest, generation: Generation): StreamRequest | null {
  const { kind, isFirst } = readAccept(request.headers.accept);
  if (kind === null || !['GET', 'POST'].includes(request.method)) return null;
  const { query, operationName, variables } = readOperation(request);
  const read = generation.readDocument(query);
  const type = 'errors' in read ? null : (getOperationAST(read.document, operationName)?.operation ?? null);
  // Multipart answers are for subscriptions only; clients name them beside JSON, which answers everything else.
  if (type !== OperationTypeNode.SUBSCRIPTION && (kind === 'multipart' || !isFirst)) return null;
  return { kind, generation, read, type, operationName: operationName ?? undefined, variables: variables ?? {} };
}

const operationSchema = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

function readOperation({ method, headers, body, query }: FastifyRequest): z.infer<typeof operationSchema> {
  if (method === 'GET') assertPreflighted(headers);
  const { success, data, error } = operationSchema.safeParse(method === 'GET' ? withVariables(query) : body);
  if (success) return data;
  throw badUserInput(error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}

function withVariables(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('variables' in query)) return query;
  const { variables } = query;
  if (typeof variables !== 'string' || variables === '') return { ...query, variables: null };
  try {
    return { ...query, variables: JSON.parse(variables) as unknown };
  } catch {
    throw badUserInput([{ path: 'variables', message: 'The variables are no JSON.' }]);
  }
}

const preflightHeaders = ['x-apollo-operation-name', 'apollo-require-preflight'];

/**
 * Apollo Server's rule against cross-site requests: what a browser sends to strangers without asking them first is refused. A
 * POST needs no check, its JSON alone makes the browser ask. `EventSource` cannot pass, nor could it send a token.
 */
function assertPreflighted(headers: IncomingHttpHeaders): void {
  if (headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json') return;
  if (preflightHeaders.some((name) => (headers[name] ?? '') !== '')) return;
  const message = `Blocked as a potential cross-site request forgery: send a non-empty ${preflightHeaders.join(' or ')} header.`;
  throw badUserInput([{ path: '', message }]);
}
