import { randomUUID } from 'node:crypto';
import { isClientFault } from '@prism/errors/clientFaults';
import { isErrorCode, PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import { GraphQLError } from 'graphql';
import { rebuildError } from './rebuildError.ts';

/** Turns whatever went wrong into what the client may see of it. Never throws. */
export type ToClientError = (
  error: unknown,
  context: { readonly log: Logger; readonly requestId: string },
) => GraphQLError;

/**
 * Prism's rule: codes of the closed set pass with their message, fields and retryAfter; everything else is masked with
 * the request's id and logged with its cause.
 */
export const maskError: ToClientError = (error, { log, requestId }) => {
  const cause = findPrismError(error);
  if (cause) {
    if (cause.cause !== undefined) log.warn({ requestId, err: cause.cause }, cause.message);
    return clientError(error, cause.message, { code: cause.code, fields: cause.fields, retryAfter: cause.retryAfter });
  }
  if (!(error instanceof GraphQLError)) return masked(error, requestId, log);
  const { code, fields, retryAfter, http } = error.extensions;
  if (isTokenLimit(error))
    return clientError(error, 'The document is too long.', { code: 'OPERATION_TOO_COMPLEX', http });
  if (isFromSubgraph(error)) {
    if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR') return masked(error, requestId, log);
    return clientError(error, error.message, { code, fields, retryAfter });
  }
  // The planner's own word for an operation that it cannot make sense of is beside those of Apollo Server.
  if (isClientFault(code) || code === 'INVALID_GRAPHQL')
    return clientError(error, error.message, { code: 'BAD_USER_INPUT', http });
  if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR')
    return clientError(error, error.message, { code, fields, retryAfter, http });
  return masked(error, requestId, log);
};

/** The rule of the standalone gateway: what subgraphs say is passed on as they say it. */
export const passError: ToClientError = (error, { log, requestId }) => {
  const cause = findPrismError(error);
  if (cause) {
    const detail = cause.cause instanceof Error ? ` (${cause.cause.message})` : '';
    return clientError(error, cause.message + detail, { code: cause.code, fields: cause.fields });
  }
  if (error instanceof GraphQLError) return error;
  log.error({ requestId, err: error }, 'A request failed');
  return new GraphQLError(error instanceof Error ? error.message : 'Something went wrong');
};

/** A GraphQL error of the closed set, made by the gateway itself. */
export function prismGraphQLError(error: PrismError, http?: { status: number }): GraphQLError {
  return clientError(error, error.message, {
    code: error.code,
    fields: error.fields,
    retryAfter: error.retryAfter,
    http,
  });
}

function masked(error: unknown, requestId: string, log: Logger): GraphQLError {
  const id = requestId === '' ? randomUUID() : requestId;
  log.error(
    { requestId: id, err: error instanceof GraphQLError ? (error.originalError ?? error) : error },
    'A request failed',
  );
  return clientError(error, 'Something went wrong', { code: 'INTERNAL_SERVER_ERROR', requestId: id });
}

function clientError(source: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  const given = Object.fromEntries(Object.entries(extensions).filter(([, value]) => value !== undefined));
  if (!(source instanceof GraphQLError)) return new GraphQLError(message, { extensions: given });
  return rebuildError(source, message, given);
}

/** Without what the server needs only for itself. */
export function visibleExtensions(extensions: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => name !== 'http' && name !== 'stacktrace'));
}

function findPrismError(error: unknown): PrismError | undefined {
  if (error instanceof PrismError) return error;
  return error instanceof GraphQLError && error.originalError instanceof PrismError ? error.originalError : undefined;
}

// Apollo's executor names the subgraph on everything that a subgraph reported.
function isFromSubgraph(error: GraphQLError): boolean {
  return 'serviceName' in error.extensions;
}

function isTokenLimit(error: GraphQLError): boolean {
  return error.message.includes('tokens. Parsing aborted');
}
