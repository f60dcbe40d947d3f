// node schema/compose.ts           composes the subgraphs' SDL into supergraph.graphql and api.graphql
// node schema/compose.ts --check   fails when the committed files differ, and names each breaking change of the API
//
// Either way every operation of operations/ is checked against the API: those are contracts with clients.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isIntrospectionType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

import { invalidOperations } from './operations.ts';
import { listSubgraphs, root } from './subgraphs.ts';

type Composed = { api: GraphQLSchema; files: Record<string, string> };

const supergraphPath = 'schema/supergraph.graphql';
const apiPath = 'schema/api.graphql';

const check = process.argv.includes('--check');
const { api, files } = compose();
const faults = [...invalidOperations(api), ...(check ? [...undescribed(api), ...drift(files)] : [])];
for (const change of breakingChanges(api)) console.warn(`breaking change of the API: ${change}`);
for (const fault of faults) console.error(fault);
if (!check) for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
process.exitCode = faults.length > 0 ? 1 : 0;

function compose(): Composed {
  const result = composeServices(listSubgraphs().map(({ name, url, typeDefs }) => ({ name, url, typeDefs })));
  if (result.errors) {
    for (const error of result.errors) console.error(`composition: ${error.message}`);
    process.exit(1);
  }
  const api = lexicographicSortSchema(result.schema.toAPISchema().toGraphQLJSSchema());
  return { api, files: { [supergraphPath]: ended(result.supergraphSdl), [apiPath]: ended(printSchema(api)) } };
}

function ended(text: string): string {
  return `${text.trimEnd()}\n`;
}

function drift(fresh: Record<string, string>): string[] {
  const stale = Object.keys(fresh).filter((path) => readIfThere(join(root, path)) !== fresh[path]);
  return stale.map((path) => `${path} differs from the subgraphs' SDL: run pnpm compose and commit what it wrote`);
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Types, fields and enum values that nobody explained: the schema is the manual. */
function undescribed(schema: GraphQLSchema): string[] {
  const named = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return named.flatMap((type) => {
    const members = membersOf(type);
    const bare = members
      .filter((member) => !member.description)
      .map((member) => `${type.name}.${member.name} has no description`);
    return type.description || roots.has(type) ? bare : [`${type.name} has no description`, ...bare];
  });
}

type Described = { name: string; description?: string | null | undefined };

function membersOf(type: GraphQLNamedType): Described[] {
  if (isEnumType(type)) return [...type.getValues()];
  return 'getFields' in type ? Object.values<Described>(type.getFields()) : [];
}

/** Against the last committed API; nothing where there is none, as in a copy without its history. */
function breakingChanges(schema: GraphQLSchema): string[] {
  const committed = readCommitted(apiPath);
  if (committed === null) return [];
  return findBreakingChanges(buildSchema(committed), schema).map((change) => change.description);
}

function readCommitted(path: string): string | null {
  try {
    return execFileSync('git', ['show', `HEAD:${path}`], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
