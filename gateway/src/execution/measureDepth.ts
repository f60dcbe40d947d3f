import { Kind, type SelectionSetNode } from 'graphql';
import type { OperationContext } from './operationContext.ts';
import { perFragment } from './perFragment.ts';

/** How deep the fields of an operation nest, fragments followed, introspection left out. */
export function measureDepth({ operation, fragments }: OperationContext): number {
  const ofFragment = perFragment(fragments, ({ selectionSet }) => ofSelections(selectionSet));

  const ofSelections = (set: SelectionSetNode): number =>
    set.selections.reduce((deepest, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return Math.max(deepest, ofFragment(selection.name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT) return Math.max(deepest, ofSelections(selection.selectionSet));
      if (selection.name.value.startsWith('__')) return deepest;
      return Math.max(deepest, 1 + (selection.selectionSet ? ofSelections(selection.selectionSet) : 0));
    }, 0);

  return ofSelections(operation.selectionSet);
}
