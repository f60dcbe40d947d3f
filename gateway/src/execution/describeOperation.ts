import { describeSpan, isTracing } from '@prism/telemetry/tracing';
import type { ExecutionResult, OperationDefinitionNode } from 'graphql';

/** Gives the request's span the name and type of its operation, as OpenTelemetry's conventions for GraphQL call them. */
export function describeOperation({ operation, name }: OperationDefinitionNode): void {
  if (!isTracing()) return;
  describeSpan({
    name: `gateway ${operation}${name ? ` ${name.value}` : ''}`,
    attributes: { 'graphql.operation.type': operation, ...(name && { 'graphql.operation.name': name.value }) },
  });
}

const ourFaults = new Set<unknown>(['INTERNAL_SERVER_ERROR', 'UPSTREAM_UNAVAILABLE']);

/** Marks the request's span as failed when the operation failed through no fault of the client. */
export function describeOutcome({ errors }: ExecutionResult): void {
  if (isTracing() && errors?.some(({ extensions }) => ourFaults.has(extensions['code'])))
    describeSpan({ failed: true });
}
