import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, validate, type GraphQLSchema } from 'graphql';

import { root } from './subgraphs.ts';

/** Every way in which an operation of `operations/` does not fit the API, as `file:line: message`. */
export function invalidOperations(api: GraphQLSchema): string[] {
  return globSync('schema/operations/*.graphql', { cwd: root }).flatMap((path) => {
    const errors = validate(api, parse(readFileSync(join(root, path), 'utf8')));
    return errors.map((error) => `${path}:${error.locations?.[0]?.line ?? 1}: ${error.message}`);
  });
}
