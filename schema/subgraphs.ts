import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

import { loadTypeDefs } from '@prism/graphql-kit/loadTypeDefs';
import type { DocumentNode } from 'graphql';

export type SubgraphSource = { name: string; folder: string; url: string; typeDefs: DocumentNode };

export const root = join(import.meta.dirname, '..');

// Where each one listens when run by hand; a deployment gives the gateway its own addresses.
const ports: Record<string, number> = {
  organizations: 4001,
  knowledge: 4002,
  tasks: 4003,
  notifications: 4004,
  analytics: 4005,
};

/** Every subgraph that has an SDL, by name; some of them when names are given. */
export function listSubgraphs(only: string[] = []): SubgraphSource[] {
  const wanted = (folder: string) => only.length === 0 || only.includes(basename(folder));
  const folders = globSync('subgraphs/*', { cwd: root }).filter(
    (folder) => wanted(folder) && hasSdl(join(root, folder)),
  );
  return folders.sort().map((folder) => {
    const name = basename(folder);
    const port = ports[name];
    if (port === undefined) throw new Error(`The subgraph ${name} has no port: give it one in schema/subgraphs.ts`);
    return { name, folder, url: `http://localhost:${port}/graphql`, typeDefs: loadTypeDefs(join(root, folder, 'src')) };
  });
}

function hasSdl(folder: string): boolean {
  return globSync('src/**/*.graphql', { cwd: folder }).length > 0;
}
