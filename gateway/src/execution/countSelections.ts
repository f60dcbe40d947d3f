import { Kind, type SelectionSetNode } from 'graphql';
import type { OperationContext } from './operationContext.ts';
import { perFragment } from './perFragment.ts';

/**
 * How many selections an operation has once fragments stand where they are spread: what planning has to look at. Counting
 * them takes no longer than reading the document.
 */
export function countSelections({ operation, fragments }: OperationContext): number {
  const ofFragment = perFragment(fragments, ({ selectionSet }) => ofSelections(selectionSet));

  const ofSelections = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + 1 + ofFragment(selection.name.value);
      return sum + 1 + (selection.selectionSet ? ofSelections(selection.selectionSet) : 0);
    }, 0);

  return ofSelections(operation.selectionSet);
}
