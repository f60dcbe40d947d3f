import { readFileSync } from 'node:fs';
import { Kind, parse, type FragmentDefinitionNode } from 'graphql';
import { measureCost } from './measureCost.ts';
import type { OperationContext } from './operationContext.ts';

function costOf(text: string, index = 0): number {
  const { definitions } = parse(text);
  const operation = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)[index];
  const fragments = definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const byName = Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
  return measureCost({ operation, fragments: byName } as unknown as OperationContext);
}

test('a page counts as often as it is long, at the most 100 times', () => {
  expect(costOf('{ tasks(first: 10) { a b } }')).toBe(520);
  expect(costOf('{ tasks(first: 2000000000) { a b } }')).toBe(700);
  expect(costOf('query ($n: Int) { tasks(first: $n) { a b } }')).toBe(700);
  expect(costOf('{ tasks { a b } }')).toBe(502);
});

test('pages inside pages multiply', () => {
  expect(costOf('{ tasks(first: 100) { user { assignedTasks(first: 100) { a b c d e f } } } }')).toBeGreaterThan(
    50_000,
  );
});

test('aliases, inline fragments and fragments at the root are root fields', () => {
  expect(costOf('{ a: x b: x ... { c: x } ... on Query { d: x } ...F } fragment F on Query { e: x }')).toBe(2_500);
});

test('the operations of the contract are far below the limit', () => {
  const contract = readFileSync(new URL('../../../schema/operations/core.graphql', import.meta.url), 'utf8');
  const count = parse(contract).definitions.length;
  for (let index = 0; index < count; index += 1) expect(costOf(contract, index)).toBeLessThan(10_000);
});
