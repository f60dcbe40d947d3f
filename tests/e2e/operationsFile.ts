import { readFileSync } from 'node:fs';
import { Kind, parse, print, type OperationDefinitionNode } from 'graphql';

/** One operation of the contract, as text that can be sent. */
export interface ContractOperation {
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly query: string;
}

/** Every operation of schema/operations/core.graphql, in its order. */
export function readContract(): ContractOperation[] {
  const path = new URL('../../schema/operations/core.graphql', import.meta.url);
  return parse(readFileSync(path, 'utf8'))
    .definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    )
    .map((definition) => ({
      name: definition.name?.value ?? '',
      type: definition.operation,
      query: print(definition),
    }));
}
