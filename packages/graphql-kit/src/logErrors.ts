import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './requestContext.ts';
import { originalOf, toPrismError } from './formatError.ts';

/** Logs what will be masked, with its cause and the request it belongs to; expected errors are not worth a line. */
export function logErrors<C extends RequestContext>(): ApolloServerPlugin<C> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue, operationName }) => {
          for (const error of errors) {
            const code = error.extensions['code'];
            if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') continue;
            const expected = toPrismError(error);
            if (expected && expected.cause === undefined) continue;
            contextValue.log.error(
              { err: expected?.cause ?? originalOf(error), path: error.path, operationName },
              'request failed',
            );
          }
          return Promise.resolve();
        },
      }),
  };
}
