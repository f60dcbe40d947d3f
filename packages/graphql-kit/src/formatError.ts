import { isClientFault } from '@prism/errors/clientFaults';
import { isErrorCode, PrismError, upstreamUnavailable } from '@prism/errors/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Node and Postgres codes that mean that the database is away, not that the statement is wrong. */
const connectionFailures = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
]);

/** How messages of `pg` begin that mean the same and carry no code. */
const connectionMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
];

function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && connectionFailures.has(error.code)) return true;
  return connectionMessages.some((beginning) => error.message.startsWith(beginning));
}

/** What a resolver or the making of the context threw, without what Apollo wraps around it. */
export function originalOf(thrown: unknown): unknown {
  return thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
}

/** What was thrown, as an error that is meant for the client, or null when the client must not see it. */
export function toPrismError(thrown: unknown): PrismError | null {
  const error = originalOf(thrown);
  if (error instanceof PrismError) return error;
  return isConnectionFailure(error)
    ? upstreamUnavailable('The database does not answer. Try again.', { cause: error })
    : null;
}

/** The only error that an unexpected fault becomes: no stack, no message of ours. */
const masked = { message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } } as const;

/** Apollo Server's `formatError`: the closed set of codes, everything else masked. Never throws. */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const where = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  const error = toPrismError(thrown);
  if (error) {
    const { code, fields, retryAfter, message } = error;
    return {
      message,
      ...where,
      extensions: { code, ...(fields && { fields }), ...(retryAfter !== undefined && { retryAfter }) },
    };
  }
  const code = formatted.extensions?.['code'];
  if (isClientFault(code)) {
    return { message: formatted.message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  }
  // What a scalar or another part of the library threw on purpose, with a code of the set.
  if (isErrorCode(code) && originalOf(thrown) instanceof GraphQLError) {
    return { message: formatted.message, ...where, extensions: { code } };
  }
  return { ...masked, ...where };
}
