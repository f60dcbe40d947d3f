import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CodegenConfig } from '@graphql-codegen/cli';
import { buildSchema, print, visit } from 'graphql';
import ts from 'typescript';

import { invalidOperations } from './schema/operations.ts';
import { listSubgraphs, root, type SubgraphSource } from './schema/subgraphs.ts';

type Outputs = CodegenConfig['generates'];

const header = { add: { content: '// Written by `pnpm codegen` from the SDL: change that instead.' } };

// Type stripping knows no enums, hence unions of strings. `undefined` counts as null, which is how GraphQL takes it.
const common = {
  useTypeImports: true,
  enumsAsTypes: true,
  defaultScalarType: 'unknown',
  maybeValue: 'T | null | undefined',
  inputMaybeValue: 'T | null | undefined',
};

/** Resolver types of one subgraph. `src/mappers.ts`, where there is one, says what a resolver returns for a type. */
function resolvers(subgraph: SubgraphSource): Outputs {
  return {
    [`${subgraph.folder}/src/generated/resolvers.ts`]: {
      schema: typeRelevantSdl(subgraph),
      plugins: [header, 'typescript', 'typescript-resolvers'],
      config: {
        ...common,
        federation: true,
        contextType: '../context.ts#Context',
        mappers: mappersOf(subgraph),
        scalars: {
          ID: 'string',
          DateTime: { input: 'Date', output: 'Date | string' },
          JSON: 'unknown',
        },
      },
    },
  };
}

const typeRelevant = new Set(['key', 'external', 'requires', 'provides', 'deprecated', 'oneOf']);

/** The plugin brings its own definitions of these directives; the others, and the link that imports them, change no type. */
function typeRelevantSdl({ typeDefs }: SubgraphSource): string {
  return print(
    visit(typeDefs, {
      SchemaExtension: () => null,
      Directive: (node) => (typeRelevant.has(node.name.value) ? undefined : null),
    }),
  );
}

/** By convention: a type that `src/mappers.ts` exports under the name of a GraphQL type stands for it in resolvers. */
function mappersOf({ folder }: SubgraphSource): Record<string, string> {
  const path = join(root, folder, 'src/mappers.ts');
  if (!existsSync(path)) return {};
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const names = source.statements.flatMap((statement) => {
    if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return [statement.name.text];
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
    return ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [];
  });
  return Object.fromEntries(names.map((name) => [name, `../mappers.ts#${name} as ${name}Mapper`]));
}

const hooks = { './schema/hooks.plugin.ts': {} };

/** Typed documents of the core operations, and a React hook for each. */
function clientOperations(): Outputs {
  const input = { schema: 'schema/api.graphql', documents: 'schema/operations/core.graphql' };
  const schemaPath = join(root, input.schema);
  const faults = existsSync(schemaPath)
    ? invalidOperations(buildSchema(readFileSync(schemaPath, 'utf8')))
    : ['none yet'];
  if (faults.length > 0) {
    // `pnpm compose` lists the faults and fails on them; the subgraphs' types are worth having all the same.
    console.warn(
      `packages/client is left out: ${faults.length} faults between ${input.documents} and ${input.schema}.`,
    );
    return {};
  }
  const folder = 'packages/client/src/generated';
  return {
    [`${folder}/operations.ts`]: {
      ...input,
      plugins: [header, 'typescript-operations', 'typed-document-node'],
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown' },
        documentNodeImport: '@apollo/client#TypedDocumentNode',
      },
    },
    [`${folder}/hooks.ts`]: { ...input, plugins: [header, hooks] },
  };
}

// `pnpm codegen tasks` writes the types of that subgraph alone, `pnpm codegen` everything.
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const subgraphs = listSubgraphs(only);

const config: CodegenConfig = {
  // Its progress is not worth a screen; what went wrong is.
  silent: true,
  hooks: { onError: (error) => console.error(error) },
  generates: Object.assign({}, ...subgraphs.map(resolvers), only.length === 0 ? clientOperations() : {}) as Outputs,
};

export default config;
