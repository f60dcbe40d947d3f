import { Kind, OperationTypeNode, type FieldNode, type SelectionSetNode } from 'graphql';
import type { OperationContext } from './operationContext.ts';
import { perFragment } from './perFragment.ts';

/** What a root field costs beside what it selects: a mutation, a search or a question is work whatever it returns. */
const rootFieldCost = 500;
/** The largest page that a list gives, and what is reckoned where the page is named by a variable. */
const largestPage = 100;

const rootTypes = new Set<string>(['Query', 'Mutation', 'Subscription']);

/**
 * How many values an operation may ask for at the most: what a paged field selects counts as often as its page is long
 * (`first`), fragments stand where they are spread, and a root field itself counts 500.
 */
export function measureCost({ operation, fragments }: OperationContext): number {
  const ofFragment = perFragment(fragments, ({ selectionSet, typeCondition }) =>
    ofSelections(selectionSet, rootTypes.has(typeCondition.name.value)),
  );

  const ofSelections = (set: SelectionSetNode, atRoot: boolean): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + ofSelections(selection.selectionSet, atRoot);
      const below = selection.selectionSet ? ofSelections(selection.selectionSet, false) : 0;
      return sum + (atRoot ? rootFieldCost : 1) + pageOf(selection) * below;
    }, 0);

  return ofSelections(operation.selectionSet, operation.operation !== OperationTypeNode.SUBSCRIPTION);
}

/** Without `first` a field counts once: lists that are not paged are short, and defaults of pages are too. */
function pageOf(field: FieldNode): number {
  const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (!value || value.kind === Kind.NULL) return 1;
  return value.kind === Kind.INT ? Math.min(Math.max(Number(value.value), 1), largestPage) : largestPage;
}
