import type {
  ApolloServerPlugin,
  GraphQLRequest,
  GraphQLRequestContextWillSendResponse,
  GraphQLResponse,
} from '@apollo/server';
import type { RequestContext } from '../execution/requestContext.ts';

const requestFaults = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * GraphQL over HTTP: a well-formed request that cannot be executed is answered with 200 when the answer is
 * `application/json`, and with 400 only as `application/graphql-response+json`. Apollo Server answers 400 in both cases.
 */
export function wellFormedStatus(): ApolloServerPlugin<RequestContext> {
  const willSendResponse = ({
    request,
    response,
  }: GraphQLRequestContextWillSendResponse<RequestContext>): Promise<void> => {
    if (isUnfitAnswer(request, response)) response.http.status = 200;
    return Promise.resolve();
  };
  return { requestDidStart: () => Promise.resolve({ willSendResponse }) };
}

function isUnfitAnswer({ http }: GraphQLRequest, response: GraphQLResponse): boolean {
  if (response.http.status !== 400 || response.body.kind !== 'single') return false;
  if (http?.headers.get('accept')?.includes('application/graphql-response+json') === true) return false;
  const { errors = [] } = response.body.singleResult;
  return errors.every(({ extensions }) => requestFaults.has(String(extensions?.['code'])));
}
