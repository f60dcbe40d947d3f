import { Kind, OperationTypeNode, type DocumentNode, type FieldNode } from 'graphql';

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
  const field = findRootField(document);
  const variable = field && variableOfAfter(field);
  if (!field || !variable || !selectsCursor(field)) return null;
  return { variable, name: field.name.value, key: field.alias?.value ?? field.name.value };
}

/** The name of a subscription's root field; null for any other document. */
export function findSubscriptionField(document: DocumentNode): string | null {
  return findRootField(document)?.name.value ?? null;
}

/** What Apollo Client sends holds one operation. */
function findRootField({ definitions }: DocumentNode): FieldNode | null {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return null;
  return operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD) ?? null;
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
