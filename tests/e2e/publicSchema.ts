import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isListType,
  isObjectType,
  isLeafType,
  Kind,
  parse,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
} from 'graphql';
import { readContract, type ContractOperation } from './operationsFile.ts';

/** The API as clients see it. */
export const publicSchema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

/** A place in an operation's variables where a client can put something. List items are at `0`. */
export interface ArgumentPath {
  readonly path: readonly string[];
  readonly type: GraphQLInputType;
}

/** Every place in the variables of an operation, input objects and lists themselves included. */
export function argumentPaths({ query }: ContractOperation): ArgumentPath[] {
  const [operation] = parse(query).definitions as OperationDefinitionNode[];
  return (operation?.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const input = typeFromAST(publicSchema, type as never) as GraphQLInputType | undefined;
    if (!input) throw new Error(`The public schema has no type for $${variable.name.value}.`);
    return placesIn([variable.name.value], input);
  });
}

/** Whether variables are what an operation declares, as far as the schema's types tell. */
export function fitsTypes({ query }: ContractOperation, variables: Record<string, unknown>): boolean {
  const [operation] = parse(query).definitions as OperationDefinitionNode[];
  return !getVariableValues(publicSchema, operation?.variableDefinitions ?? [], variables).errors;
}

function placesIn(path: readonly string[], type: GraphQLInputType): ArgumentPath[] {
  const here = { path, type };
  const inner = getNullableType(type);
  if (isListType(inner)) return [here, ...placesIn([...path, '0'], inner.ofType)];
  if (!isInputObjectType(inner)) return [here];
  return [here, ...Object.values(inner.getFields()).flatMap((field) => placesIn([...path, field.name], field.type))];
}

/** A copy of `variables` with `value` at `path`; objects and lists on the way are made where there are none. */
export function withValueAt(variables: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (key === '0') {
    const list = Array.isArray(variables) ? variables : [];
    return [withValueAt(list[0], rest, value), ...list.slice(1)];
  }
  const object = (variables ?? {}) as Record<string, unknown>;
  return { ...object, [key]: withValueAt(object[key], rest, value) };
}

/** What is at `path`, if anything. */
export const valueAt = (variables: unknown, path: readonly string[]): unknown =>
  path.reduce((value: unknown, key) => (value as Record<string, unknown> | null | undefined)?.[key], variables);

/** The contract, and an operation of our own for every other root field: the whole of the API's front. */
export function wholeApi(): ContractOperation[] {
  const contract = readContract();
  const covered = new Set(contract.flatMap(rootFieldsOf));
  const roots = [
    ['query', publicSchema.getQueryType()],
    ['mutation', publicSchema.getMutationType()],
    ['subscription', publicSchema.getSubscriptionType()],
  ] as const;
  const others = roots.flatMap(([type, root]) =>
    Object.values(root?.getFields() ?? {})
      .filter(({ name }) => !covered.has(name))
      .map((field) => {
        const args = field.args.map((argument) => `$${argument.name}: ${argument.type.toString()}`).join(', ');
        const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
        const call = given ? `${field.name}(${given})` : field.name;
        return {
          name: field.name,
          type,
          query: `${type} ${field.name}${args && `(${args})`} { ${call} ${selectionOf(field.type, 4)} }`,
        };
      }),
  );
  return [...contract, ...others];
}

function rootFieldsOf({ query }: ContractOperation): string[] {
  const [operation] = parse(query).definitions as OperationDefinitionNode[];
  return (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    // `viewer` and `document` with nested fields count too: their own arguments are the contract's.
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) || depth === 0) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter(({ args, type: of }) => args.length === 0 && (depth > 1 || isLeafType(getNamedType(of))))
    .map((field) => `${field.name} ${selectionOf(field.type, depth - 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}
