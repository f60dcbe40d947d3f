import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Kind, parse, visit, type FieldDefinitionNode, type TypeNode } from 'graphql';

/**
 * Every way of the graph that leads to what documents say, read from the schema: the fields of Query and Subscription, the
 * entities that other subgraphs may ask for, and where a document leads on to other objects.
 */
export function waysToRead(): string[] {
  const ways: string[] = [];
  const source = path.join(import.meta.dirname, '..');
  for (const file of globSync('*/schema.graphql', { cwd: source })) {
    visit(parse(readFileSync(path.join(source, file), 'utf8')), {
      ObjectTypeDefinition({ name, fields = [], directives = [] }) {
        const key = directives.find((directive) => directive.name.value === 'key');
        const isStub = key?.arguments?.some(({ name: argument }) => argument.value === 'resolvable') === true;
        if (key && !isStub) ways.push(`_entities.${name.value}`);
        ways.push(...waysOf(name.value, fields));
      },
      ObjectTypeExtension({ name, fields = [] }) {
        ways.push(...waysOf(name.value, fields));
      },
    });
  }
  return ways.sort();
}

const plain = new Set(['ID', 'String', 'Int', 'Float', 'Boolean', 'JSON', 'DateTime', 'DocumentStatus', 'User']);

function waysOf(type: string, fields: readonly FieldDefinitionNode[]): string[] {
  if (!['Query', 'Subscription', 'Document'].includes(type)) return [];
  return fields
    .filter((field) => type !== 'Document' || !plain.has(namedTypeOf(field.type)))
    .map((field) => `${type}.${field.name.value}`);
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}
