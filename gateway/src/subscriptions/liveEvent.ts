import type { ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { visibleExtensions } from '../errors/toClientError.ts';

/** One event of a subscription as its subscribers get it. All who share a stream get the same object. */
export interface LiveEvent {
  readonly result: ExecutionResult;
  /** The result as JSON, written at the first look. */
  readonly text: string;
}

export function createLiveEvent(result: ExecutionResult): LiveEvent {
  let text: string | null = null;
  return {
    result,
    get text() {
      return (text ??= JSON.stringify(formatResult(result)));
    },
  };
}

/** As it goes over the wire. */
export function formatResult({ data, errors, extensions }: ExecutionResult): FormattedExecutionResult {
  return {
    ...(errors ? { errors: errors.map(formatError) } : {}),
    ...(data === undefined ? {} : { data }),
    ...(extensions ? { extensions } : {}),
  };
}

/** Without what the server needs only for itself. */
export function formatError(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  return { ...rest, extensions: visibleExtensions(extensions ?? {}) };
}
