import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, type DocumentNode } from 'graphql';

/** The SDL that every subgraph shares: the federation link, scalars, PageInfo. */
export const commonTypeDefsPath = fileURLToPath(new URL('common.graphql', import.meta.url));

/** Every `*.graphql` below a folder, and the common SDL: SDL lies beside its resolvers, so no list is kept by hand. */
export function typeDefPaths(folder: string): string[] {
  return [commonTypeDefsPath, ...globSync(`${folder}/**/*.graphql`).sort()];
}

/** A subgraph's type definitions as one document. Throws GraphQLError where the SDL does not parse. */
export function loadTypeDefs(folder: string): DocumentNode {
  return parse(
    typeDefPaths(folder)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n'),
  );
}
