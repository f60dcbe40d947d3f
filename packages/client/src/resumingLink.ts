import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloLink } from '@apollo/client/link';
import { defer, filter, from, retry, switchMap, tap, timer, type Observable } from 'rxjs';
import { findResumableField, findSubscriptionField, type ResumableField } from './resumableField.ts';
import { decideRetry } from './retryDecision.ts';

/** How a resuming link behaves; every time in milliseconds. */
export interface ResumingLinkOptions {
  /**
   * The cursor of now for a field, asked before a subscription without one starts; null when there is none to ask for. Without
   * it, what happens between the first loss of the connection and the first event would be lost, because there is no cursor to
   * resume from.
   */
  readonly currentCursor: (field: string) => Promise<string | null>;
  /** Fields whose subscription begins with the present state: after a loss they are simply opened anew. */
  readonly stateFields?: ReadonlySet<string>;
  /** The `authorization` that a new connection would send. Absent: refused credentials are never tried again. */
  readonly authorization?: () => Promise<string | undefined>;
  /** The first wait after a loss; it doubles up to `maxDelayMs`, and is drawn between half and the whole. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** Told of every loss that is not final, and how long it waits now. For logs, and for telling people that they are offline. */
  readonly onLost?: (error: unknown, delayMs: number) => void;
}

/** A connection that lasted this long was a good one: losing it begins a new series of waits. */
const goodMs = 5_000;

/**
 * Continues subscriptions that take `after` and select `cursor` over lost connections, from the last event that the
 * application was given: each event once, in order, whatever died in between. An event that comes with the cursor of the one
 * before it is dropped, and one that could not be read for now is asked for again. The cursor moves before the application
 * sees the event: one that throws at it gets the next, not the same again. Subscriptions to `stateFields` are opened anew.
 * Other operations pass untouched. Put it before a terminating link that reports a lost connection as an error and does not
 * retry by itself.
 */
export function createResumingLink(options: ResumingLinkOptions): ApolloLink {
  const { currentCursor, stateFields } = options;
  return new ApolloLink((operation, forward) => {
    const field = findResumableField(operation.query);
    if (field) return resume(operation, forward, { field, currentCursor }).pipe(retryWhenLost(options));
    const state = findSubscriptionField(operation.query);
    if (state === null || stateFields?.has(state) !== true) return forward(operation);
    return defer(() => forward(operation)).pipe(retryWhenLost(options));
  });
}

interface Resuming {
  readonly field: ResumableField;
  readonly currentCursor: ResumingLinkOptions['currentCursor'];
}

function resume(
  operation: ApolloLink.Operation,
  forward: ApolloLink.ForwardFunction,
  { field, currentCursor }: Resuming,
): Observable<ApolloLink.Result> {
  const given: unknown = operation.variables[field.variable];
  let cursor = typeof given === 'string' ? given : null;
  return defer(() => (cursor === null ? from(currentCursor(field.name)) : [cursor])).pipe(
    switchMap((after) => {
      cursor = after;
      operation.variables = { ...operation.variables, [field.variable]: after };
      return forward(operation);
    }),
    filter((result) => {
      const next = cursorIn(result, field.key);
      return next === null || next !== cursor;
    }),
    tap((result) => {
      cursor = cursorIn(result, field.key) ?? cursor;
    }),
  );
}

function retryWhenLost({ authorization, minDelayMs = 250, maxDelayMs = 15_000, onLost }: ResumingLinkOptions) {
  return (source: Observable<ApolloLink.Result>): Observable<ApolloLink.Result> => {
    let attempt = 0;
    let since = 0;
    const delayAfter = async (error: unknown): Promise<number> => {
      const decision = decideRetry(error);
      if (decision.kind === 'final') throw error;
      // The same credentials would be refused again.
      if (decision.kind === 'refused' && (await authorization?.()) === decision.authorization) throw error;
      attempt = Date.now() - since > goodMs ? 1 : attempt + 1;
      const notBefore = decision.kind === 'retry' ? decision.afterMs : 0;
      const delay = notBefore + backoff(attempt, minDelayMs, maxDelayMs);
      onLost?.(error, delay);
      return delay;
    };
    return defer(() => {
      since = Date.now();
      return source;
    }).pipe(
      tap(assertReadable),
      tap(() => {
        attempt = 0;
      }),
      retry({ delay: (error) => from(delayAfter(error)).pipe(switchMap((delay) => timer(delay))) }),
    );
  };
}

/**
 * Throws the errors of an event that could not be read for now: the next one's cursor would lie behind it, and it would be lost.
 * What will not pass by itself stays an event, of which the application is told.
 */
function assertReadable(result: ApolloLink.Result): void {
  if (!result.errors || Object.values(result.data ?? {}).some((value) => value !== null)) return;
  const error = new CombinedGraphQLErrors({ errors: result.errors });
  if (decideRetry(error).kind === 'retry') throw error;
}

function cursorIn(result: ApolloLink.Result, key: string): string | null {
  const event: unknown = 'data' in result ? result.data?.[key] : undefined;
  const cursor = typeof event === 'object' && event !== null && 'cursor' in event ? event.cursor : null;
  return typeof cursor === 'string' ? cursor : null;
}

/** Equal jitter, after Marc Brooker's "Exponential Backoff And Jitter": never all clients at once, never none. */
function backoff(attempt: number, min: number, max: number): number {
  const ceiling = Math.min(max, min * 2 ** (attempt - 1));
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}
