import { CombinedGraphQLErrors, CombinedProtocolErrors, PROTOCOL_ERRORS_SYMBOL } from '@apollo/client/errors';
import type { ApolloLink } from '@apollo/client/link';
import type { GraphQLFormattedError } from 'graphql';
import { ConnectionLost } from '../connectionLost.ts';

/**
 * Passes a result of a stream on, or throws what it says instead: `ConnectionLost` when it is the graph's reason to end the
 * stream, `CombinedGraphQLErrors` when it refuses the operation. Sockets have messages of their own for both.
 */
export function assertEvent(result: ApolloLink.Result, authorization: string | undefined): ApolloLink.Result {
  const protocol = (result.extensions as Record<PropertyKey, unknown> | undefined)?.[PROTOCOL_ERRORS_SYMBOL];
  if (CombinedProtocolErrors.is(protocol))
    throw toLost(protocol.errors.find(hasCloseCode) ?? protocol.errors[0], authorization);
  const { errors } = result;
  // With data, or with null where data would be, it is an event that failed in part or as a whole.
  if (!errors || 'data' in result) return result;
  const closing = errors.find(hasCloseCode);
  throw closing ? toLost(closing, authorization) : new CombinedGraphQLErrors({ errors });
}

function hasCloseCode({ extensions }: GraphQLFormattedError): boolean {
  return typeof extensions?.['closeCode'] === 'number';
}

function toLost(error: GraphQLFormattedError | undefined, authorization: string | undefined): ConnectionLost {
  const closeCode = error?.extensions?.['closeCode'];
  const details = { closeCode: typeof closeCode === 'number' ? closeCode : undefined, authorization };
  return new ConnectionLost(`The stream ended: ${error?.message ?? 'no reason given'}`, details);
}
