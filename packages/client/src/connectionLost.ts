import { ServerError } from '@apollo/client/errors';

/** What is known of how a connection ended. */
export interface LostDetails {
  /** That of the socket, or `closeCode` of the error that ended a stream: they mean the same. */
  readonly closeCode?: number | undefined;
  /** The HTTP status that refused a stream. */
  readonly status?: number | undefined;
  /** When to try again, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The `authorization` that the connection was opened with. */
  readonly authorization?: string | undefined;
  readonly cause?: unknown;
}

/** A connection broke, was ended before its operation was complete, or could not be opened. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly closeCode: number | undefined;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly authorization: string | undefined;

  constructor(message: string, { closeCode, status, retryAfterMs, authorization, cause }: LostDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.closeCode = closeCode;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.authorization = authorization;
  }
}

/** Makes whatever a transport threw a ConnectionLost, with what can be known of it. */
export function toConnectionLost(error: unknown, authorization?: string): ConnectionLost {
  if (error instanceof ConnectionLost) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ConnectionLost(message, { ...responseOf(error), authorization, cause: error });
}

function responseOf(error: unknown): LostDetails {
  const response = ServerError.is(error)
    ? error.response
    : error instanceof Error && 'response' in error && error.response instanceof Response
      ? error.response
      : null;
  if (!response) return {};
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return { status: response.status, retryAfterMs: Number.isNaN(seconds) ? undefined : seconds * 1000 };
}
