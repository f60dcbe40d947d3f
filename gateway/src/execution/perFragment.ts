import type { FragmentDefinitionNode } from 'graphql';
import type { OperationContext } from './operationContext.ts';

/**
 * Measures each fragment once, however often it is spread: fragments that spread others twice stand for powers of two.
 * An unknown name measures 0; validation has refused it and cycles before.
 */
export function perFragment(
  fragments: OperationContext['fragments'],
  measure: (fragment: FragmentDefinitionNode) => number,
): (name: string) => number {
  const known = new Map<string, number>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const fragment = fragments[name];
    const value = fragment ? measure(fragment) : 0;
    known.set(name, value);
    return value;
  };
}
