import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloLink } from '@apollo/client/link';
import { HttpLink } from '@apollo/client/link/http';
import { catchError, defer, from, map, Subject, switchMap, takeUntil, throwError } from 'rxjs';
import { toConnectionLost } from '../connectionLost.ts';
import { createLiveFetch } from './liveFetch.ts';
import { assertEvent } from './liveResults.ts';
import type { Transport, TransportOptions } from './transport.ts';

/** Subscriptions as multipart answers, by Apollo Client's own HttpLink: a request for each. */
export function createMultipartTransport({ url, headers, patienceMs }: TransportOptions): Transport {
  const closed = new Subject<void>();
  const http = new HttpLink({ uri: url, fetch: createLiveFetch(patienceMs) });
  const link = new ApolloLink((operation, forward) =>
    defer(() => from(headers())).pipe(
      switchMap((sent) => {
        operation.setContext({ headers: sent });
        const authorization = sent['authorization'];
        return http.request(operation, forward).pipe(
          map((result) => assertEvent(result, authorization)),
          catchError((error: unknown) =>
            throwError(() => (CombinedGraphQLErrors.is(error) ? error : toConnectionLost(error, authorization))),
          ),
        );
      }),
      takeUntil(closed),
    ),
  );
  return {
    link,
    close: () => {
      closed.next();
      return Promise.resolve();
    },
  };
}
