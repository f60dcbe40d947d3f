import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { Kind, OperationTypeNode, type OperationDefinitionNode } from 'graphql';

// The stock hooks plugin writes for Apollo Client 3. With version 4 a hook is one line over the typed document.

/** A React hook for each named operation, over the typed documents of `operations.ts` beside it. */
export const plugin: PluginFunction = (_schema, documents) => {
  const operations = documents
    .flatMap(({ document }) => document?.definitions ?? [])
    .filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  const kinds = [...new Set(operations.map(({ operation }) => `use${capitalized(operation)}`))].sort();
  return {
    prepend: [
      `import { ${kinds.join(', ')}${kinds.includes('useMutation') && kinds.length === 1 ? '' : ', type SkipToken'} } from '@apollo/client/react';`,
      `import * as operations from './operations.ts';`,
    ],
    content: operations.map(hook).join('\n\n'),
  };
};

function hook({ name, operation, variableDefinitions }: OperationDefinitionNode): string {
  if (!name) throw new Error('An operation without a name gets no hook.');
  const mutates = operation === OperationTypeNode.MUTATION;
  const kind = capitalized(operation);
  const type = `operations.${name.value}${kind}`;
  const generics = `<${type}, ${type}Variables>`;
  const document = `operations.${name.value}Document`;
  const required = variableDefinitions?.some(
    (variable) => variable.type.kind === Kind.NON_NULL_TYPE && !variable.defaultValue,
  );
  const options = mutates
    ? `options?: useMutation.Options${generics}`
    : `options${required ? '' : '?'}: use${kind}.Options${generics} | SkipToken`;
  return [
    `/** Runs the ${operation} \`${name.value}\`. */`,
    `export function use${name.value}${kind}(${options}) {`,
    `  return use${kind}${mutates ? '' : generics}(${document}, options${required ? '' : ' ?? {}'});`,
    '}',
  ].join('\n');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
