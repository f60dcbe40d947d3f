import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { visibleExtensions } from '../../errors/toClientError.ts';

/** A result as JSON, without what the gateway keeps to itself. */
export function resultToJson({ data, errors, extensions }: ExecutionResult): string {
  return JSON.stringify({
    ...(errors ? { errors: errors.map(formatError) } : {}),
    ...(data === undefined ? {} : { data }),
    ...(extensions ? { extensions } : {}),
  });
}

function formatError(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  return { ...rest, extensions: visibleExtensions(extensions ?? {}) };
}
