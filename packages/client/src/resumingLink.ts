import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloLink } from '@apollo/client/link';
import { defer, from, retry, switchMap, tap, throwError, timer } from 'rxjs';
import { findResumableField } from './resumableField.ts';

/** How a resuming link behaves; every time in milliseconds. */
export interface ResumingLinkOptions {
  /**
   * The cursor of now, asked before a subscription without one starts. Without it, what happens between the first loss of
   * the connection and the first event would be lost, because there is no cursor to resume from.
   */
  readonly currentCursor: (operation: ApolloLink.Operation) => Promise<string>;
  /** The first wait after a loss; it doubles up to `maxDelayMs`, and is drawn between half and the whole. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** Hears of each loss before it is tried again: `attempt` counts from 1 since the last event. */
  readonly onLost?: (error: unknown, attempt: number) => void;
}

/** Close codes after which trying again with the same credentials or message cannot help. */
const fatalCloseCodes = new Set([4004, 4005, 4400, 4401, 4403, 4406, 4409]);

/**
 * Continues subscriptions that take `after` and select `cursor` over lost connections, from the last event that the
 * application saw: each event once, in order, whatever died in between. Other operations pass untouched. Put it before a
 * terminating link that reports a lost connection as an error (a graphql-ws client with `retryAttempts: 0`).
 */
export function createResumingLink({
  currentCursor,
  minDelayMs = 250,
  maxDelayMs = 15_000,
  onLost,
}: ResumingLinkOptions): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const field = findResumableField(operation.query);
    if (!field) return forward(operation);
    const given: unknown = operation.variables[field.variable];
    let cursor = typeof given === 'string' ? given : null;
    return defer(() => from(cursor === null ? currentCursor(operation) : Promise.resolve(cursor))).pipe(
      switchMap((after) => {
        cursor = after;
        operation.variables = { ...operation.variables, [field.variable]: after };
        return forward(operation);
      }),
      tap((result) => {
        cursor = cursorIn(result, field.key) ?? cursor;
      }),
      retry({
        resetOnSuccess: true,
        delay: (error: unknown, attempt) => {
          if (!isLostConnection(error)) return throwError(() => error);
          onLost?.(error, attempt);
          return timer(backoff(attempt, minDelayMs, maxDelayMs));
        },
      }),
    );
  });
}

function cursorIn(result: ApolloLink.Result, key: string): string | null {
  const event: unknown = 'data' in result ? result.data?.[key] : undefined;
  const cursor = typeof event === 'object' && event !== null && 'cursor' in event ? event.cursor : null;
  return typeof cursor === 'string' ? cursor : null;
}

/** A refusal by the graph is final, unless it says that something behind it is away; a refusal by the socket likewise. */
function isLostConnection(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error)) {
    return error.errors.every(({ extensions }) => extensions?.['code'] === 'UPSTREAM_UNAVAILABLE');
  }
  return !fatalCloseCodes.has(closeCodeIn(error));
}

/** Apollo's link turns a close event into an error that says "Socket closed with event 4403 Forbidden". */
function closeCodeIn(error: unknown): number {
  return Number(error instanceof Error ? /closed with event (\d{4})/.exec(error.message)?.[1] : undefined);
}

/** Equal jitter, after Marc Brooker's "Exponential Backoff And Jitter": never all clients at once, never none. */
function backoff(attempt: number, min: number, max: number): number {
  const ceiling = Math.min(max, min * 2 ** (attempt - 1));
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}
