const clientFaults = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * Whether `extensions.code` is one by which Apollo Server says that the operation's text or variables are at fault. To the
 * client all of them are BAD_USER_INPUT, and their message may be shown.
 */
export function isClientFault(code: unknown): boolean {
  return clientFaults.has(code);
}
