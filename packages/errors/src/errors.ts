/**
 * Every code that a client of the API can meet in `extensions.code`. The set is closed: anything that is not one of these
 * is masked as `INTERNAL_SERVER_ERROR` before it leaves the process.
 */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'QUOTA_EXCEEDED',
  'PERSISTED_QUERY_REQUIRED',
  'OPERATION_TOO_COMPLEX',
  'UPSTREAM_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** One fault of an input: `path` as the client wrote it (`input.documents.0.title`), `message` for a person to read. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** What an error carries besides code and message. `retryAfter` is in seconds; `cause` is logged and never sent. */
export interface ErrorDetails {
  readonly fields?: readonly FieldFault[];
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** An error whose code and message are meant for the client. Everything else that is thrown is masked. */
export class PrismError extends Error {
  override readonly name = 'PrismError';
  readonly code: ErrorCode;
  readonly fields: readonly FieldFault[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.fields = details.fields;
    this.retryAfter = details.retryAfter;
  }
}

/** Whether a value found in `extensions.code` belongs to the closed set. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && (errorCodes as readonly string[]).includes(value);
}

/** Nobody is signed in, or what they sent proves nothing. */
export function unauthenticated(message = 'Sign in first: send a valid token or API key.'): PrismError {
  return new PrismError('UNAUTHENTICATED', message);
}

/** The caller is known but may not do this. Never used for rows of another tenant: those are `notFound`. */
export function forbidden(message = 'You are not allowed to do this.'): PrismError {
  return new PrismError('FORBIDDEN', message);
}

/** There is no such thing for this caller: absent, of another tenant, or not theirs to know of. */
export function notFound(what: string): PrismError {
  return new PrismError('NOT_FOUND', `${what} not found.`);
}

/** The input is at fault. Every fault is listed, so that a form can show all of them at once. */
export function badUserInput(fields: readonly FieldFault[]): PrismError {
  const message = fields
    .map((fault) => (fault.path === '' ? fault.message : `${fault.path}: ${fault.message}`))
    .join('; ');
  return new PrismError('BAD_USER_INPUT', message === '' ? 'The input is not valid.' : message, { fields });
}

/** The input is fine, the present state contradicts it: a name that is taken, a version that moved on. */
export function conflict(message: string): PrismError {
  return new PrismError('CONFLICT', message);
}

/** Too many requests; `retryAfter` says when to try again, in seconds. */
export function rateLimited(retryAfter: number): PrismError {
  return new PrismError('RATE_LIMITED', `Too many requests: try again in ${String(retryAfter)} s.`, { retryAfter });
}

/** A plan's limit is used up; waiting does not help. */
export function quotaExceeded(message: string): PrismError {
  return new PrismError('QUOTA_EXCEEDED', message);
}

/** The operation asks for more than one request may. */
export function operationTooComplex(message: string): PrismError {
  return new PrismError('OPERATION_TOO_COMPLEX', message);
}

/** Something that Prism depends on did not answer, or not in time. The client may try again. */
export function upstreamUnavailable(message: string, details: Omit<ErrorDetails, 'fields'> = {}): PrismError {
  return new PrismError('UPSTREAM_UNAVAILABLE', message, details);
}
