import { Kind, type SelectionSetNode } from 'graphql';
import type { OperationContext } from './operationContext.ts';

/**
 * How many selections an operation has once fragments stand where they are spread: what planning has to look at. Fragments
 * that spread others twice grow as powers of two; counting them takes no longer than reading them.
 */
export function countSelections({ operation, fragments }: OperationContext): number {
  const known = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const fragment = fragments[name];
    const count = fragment ? ofSelections(fragment.selectionSet) : 0;
    known.set(name, count);
    return count;
  };

  const ofSelections = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + 1 + ofFragment(selection.name.value);
      return sum + 1 + (selection.selectionSet ? ofSelections(selection.selectionSet) : 0);
    }, 0);

  return ofSelections(operation.selectionSet);
}
