import type { QueryPlan } from '@apollo/query-planner';
import { operationFromDocument } from '@apollo/federation-internals';
import { buildOperationContext } from '@apollo/gateway';
import { operationTooComplex } from '@prism/errors/errors';
import { GraphQLError, Kind, valueFromASTUntyped, type DocumentNode } from 'graphql';
import { getRequirements, type Requirement } from '../auth/requirements.ts';
import { countSelections } from './countSelections.ts';
import { createShapes, type GetShape } from './fastShaping.ts';
import { assertFiniteNumbers } from './finiteNumbers.ts';
import { measureCost } from './measureCost.ts';
import { measureDepth } from './measureDepth.ts';
import type { OperationContext } from './operationContext.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** What depends on the document alone and is therefore worked out once. */
export interface PreparedOperation {
  readonly context: OperationContext;
  /** Planned at the first call, which can take a second: callers who may not run the operation cost nobody that. */
  readonly getPlan: () => QueryPlan;
  readonly requirements: readonly Requirement[];
  readonly depth: number;
  readonly cost: number;
  readonly getShape: GetShape;
  /** Distinct for every prepared operation of the process: a short name for cache keys. */
  readonly key: string;
}

/** Finds what was prepared for a document (the parsed object is the key: parsers cache it), preparing it at first sight. */
export type PrepareOperation = (document: DocumentNode, operationName: string | undefined) => PreparedOperation;

/** As many as could be written without fragments: the limit of a document's tokens. */
const maxSelections = 20_000;

let count = 0;

/** Plans live exactly as long as their document, which the document cache bounds, and their supergraph. */
export function createOperationCache(supergraph: LoadedSupergraph): PrepareOperation {
  const prepared = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();
  return (document, operationName) => {
    const byName = prepared.get(document) ?? new Map<string, PreparedOperation>();
    prepared.set(document, byName);
    const name = operationName ?? '';
    let operation = byName.get(name);
    if (!operation) byName.set(name, (operation = prepareOperation(supergraph, document, operationName)));
    return operation;
  };
}

function prepareOperation(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  operationName: string | undefined,
): PreparedOperation {
  assertFiniteNumbers(document);
  const named = operationName === undefined || operationName === '' ? {} : { operationName };
  const operationDocument = supergraph.strip(document);
  const context = buildOperationContext({ schema: supergraph.schema, operationDocument, ...named });
  if (countSelections(context) > maxSelections)
    throw operationTooComplex(`The operation selects more than ${String(maxSelections)} fields, fragments followed.`);
  const makePlan = (): QueryPlan => {
    const planned = operationFromDocument(supergraph.apiSchema, operationDocument, named);
    const plan = supergraph.planner.buildQueryPlan(planned);
    if (!plan.node) assertAsksNothing(context);
    return plan;
  };
  let plan: QueryPlan | undefined;
  count += 1;
  return {
    context,
    getPlan: () => (plan ??= makePlan()),
    requirements: getRequirements(supergraph, context),
    depth: measureDepth(context),
    cost: measureCost(context),
    getShape: createShapes(context, defaultsOf(context)),
    key: String(count),
  };
}

/** The planner has no word for fields that no subgraph can resolve, such as an interface's that no type implements. */
function assertAsksNothing({ operation }: OperationContext): void {
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD || (selection.directives ?? []).length > 0) continue;
    const name = selection.name.value;
    if (name.startsWith('__')) continue;
    const extensions = { code: 'OPERATION_RESOLUTION_FAILURE' };
    throw new GraphQLError(`No subgraph can resolve what is asked of "${name}".`, { nodes: selection, extensions });
  }
}

function defaultsOf({ operation }: OperationContext): Record<string, unknown> {
  const definitions = operation.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );
}
