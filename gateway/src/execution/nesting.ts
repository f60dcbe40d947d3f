import { operationTooComplex } from '@prism/errors/errors';

/**
 * How deep brackets of a document, or values in variables, may nest. Parsing, validation and JSON all recurse: what is deeper
 * would end in an exhausted stack, here or in a subgraph.
 */
const maxNesting = 200;

// What brackets mean nothing in, and the brackets.
const token = /"""(?:[^"\\]|\\[^]|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[([{]|[)\]}]/g;

/** Throws OPERATION_TOO_COMPLEX when a document's brackets nest too deep. It need not be valid, or GraphQL at all. */
export function assertShallowText(document: string): void {
  if (document.length <= maxNesting) return;
  let depth = 0;
  for (const [text] of document.matchAll(token)) {
    if (text === '(' || text === '[' || text === '{') depth += 1;
    else if (text === ')' || text === ']' || text === '}') depth -= 1;
    if (depth > maxNesting) throw tooDeep('document');
  }
}

/** Throws OPERATION_TOO_COMPLEX when variables nest too deep. */
export function assertShallowVariables(variables: object): void {
  let level: object[] = [variables];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxNesting) throw tooDeep('variables');
    level = level.flatMap((parent) => (Object.values(parent) as unknown[]).filter(isObject));
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function tooDeep(what: string) {
  return operationTooComplex(
    `The ${what} nest${what === 'document' ? 's' : ''} deeper than ${String(maxNesting)} levels.`,
  );
}
