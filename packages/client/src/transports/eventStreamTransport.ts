import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloLink } from '@apollo/client/link';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { Observable } from 'rxjs';
import { toConnectionLost } from '../connectionLost.ts';
import { createLiveFetch } from './liveFetch.ts';
import { assertEvent } from './liveResults.ts';
import type { Transport, WatchedTransportOptions } from './transport.ts';

/** Subscriptions as server-sent events (graphql-sse, distinct connections): a request for each. */
export function createEventStreamTransport({ url, headers, patienceMs, onOpen }: WatchedTransportOptions): Transport {
  const authorizations = new WeakMap<object, string | undefined>();
  const client = createClient({
    url,
    headers: async (request) => {
      const sent = await headers();
      authorizations.set(request, sent['authorization']);
      return { ...sent };
    },
    fetchFn: createLiveFetch(patienceMs),
    // Whoever subscribes tries again, with the cursor.
    retryAttempts: 0,
  });
  const link = new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((observer) => {
        const request = { query: print(query), variables, ...(operationName !== undefined && { operationName }) };
        const fail = (error: unknown): void => {
          observer.error(
            CombinedGraphQLErrors.is(error) ? error : toConnectionLost(error, authorizations.get(request)),
          );
        };
        return client.subscribe(
          request,
          {
            next: (result) => {
              try {
                observer.next(assertEvent(result as ApolloLink.Result, authorizations.get(request)));
              } catch (error) {
                fail(error);
              }
            },
            error: fail,
            complete: () => {
              observer.complete();
            },
          },
          { connected: () => onOpen?.() },
        );
      }),
  );
  return {
    link,
    close: () => {
      client.dispose();
      return Promise.resolve();
    },
  };
}
