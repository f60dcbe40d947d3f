import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';

/** How a subscription can be continued: which variable takes the last cursor, and where in the data the cursor is. */
export interface ResumableField {
  readonly variable: string;
  /** The name of the root field. */
  readonly name: string;
  /** The response key of the root field, whose `cursor` each event carries. */
  readonly key: string;
}

/**
 * Finds the root field of a subscription that takes `after: $variable` and selects `cursor`; null for any other document.
 * Such a field promises to replay everything after the cursor it is given.
 */
export function findResumableField(document: DocumentNode): ResumableField | null {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.SUBSCRIPTION)
      continue;
    const field = rootFieldOf(definition);
    const variable = field && variableOfAfter(field);
    if (!field || !variable || !selectsCursor(field)) continue;
    return { variable, name: field.name.value, key: field.alias?.value ?? field.name.value };
  }
  return null;
}

/** The name of a subscription's root field; null for any other document. */
export function findSubscriptionField(document: DocumentNode): string | null {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.SUBSCRIPTION)
      continue;
    return rootFieldOf(definition)?.name.value ?? null;
  }
  return null;
}

function rootFieldOf({ selectionSet }: OperationDefinitionNode): FieldNode | undefined {
  return selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
}

function variableOfAfter(field: FieldNode): string | undefined {
  const value = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}

function selectsCursor(field: FieldNode): boolean {
  return (field.selectionSet?.selections ?? []).some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === 'cursor' && !selection.alias,
  );
}
