import {
  getNamedType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { OperationContext } from './operationContext.ts';

type Json = Record<string, unknown>;

/** Shapes what was fetched into what was asked. Undefined when something in it is not as the schema says. */
export type ShapeResponse = (fetched: Json) => Json | undefined;

/**
 * Compiles the shaping of one operation, for one choice of its `@skip` and `@include`. It knows only data without a fault:
 * whatever is null, of another type or not to be seen where it must not be makes it give up, and Apollo's own shaping, which
 * knows what to do about it, takes over. Null when the operation is not for it (introspection, odd names).
 */
export function compileShape(context: OperationContext, variables: Json): ShapeResponse | null {
  const root = context.schema.getRootType(context.operation.operation);
  if (!root) return null;
  const compiler: Compiler = { context, variables };
  try {
    const shape = compileObject(compiler, root, [context.operation.selectionSet]);
    return (fetched) => {
      try {
        return shape(fetched);
      } catch (error) {
        if (error === notAsExpected) return undefined;
        throw error;
      }
    };
  } catch (error) {
    if (error === notAsExpected) return null;
    throw error;
  }
}

/** The variables that decide which fields are in the response. */
export function conditionsOf({ operation, fragments }: OperationContext): readonly string[] {
  const names = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      for (const directive of selection.directives ?? []) {
        const value = directive.arguments?.[0]?.value;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) collect(selection.selectionSet);
    }
  };
  collect(operation.selectionSet);
  for (const fragment of Object.values(fragments)) collect(fragment.selectionSet);
  return [...names];
}

interface Compiler {
  readonly context: OperationContext;
  readonly variables: Json;
}

type Complete = (value: unknown) => unknown;

// Thrown by identity: making an error with its stack for each would cost more than shaping.
const notAsExpected = Symbol('not as expected');

function giveUp(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by identity in this file
  throw notAsExpected;
}

function compileObject(
  compiler: Compiler,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): (value: Json) => Json {
  const fields = [...collectFields(compiler, type, sets)].map(([name, nodes]) => ({
    name,
    complete: compileField(compiler, type, nodes),
  }));
  return (value) => {
    const typename = value['__typename'];
    if (typename !== undefined && typename !== type.name) giveUp();
    const shaped: Json = {};
    for (const { name, complete } of fields) shaped[name] = complete(Object.hasOwn(value, name) ? value[name] : null);
    return shaped;
  };
}

function compileField(compiler: Compiler, parent: GraphQLObjectType, nodes: readonly FieldNode[]): Complete {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return () => parent.name;
  const field = parent.getFields()[name];
  // Introspection, or a field that this type has not: both are for Apollo's shaping.
  if (!field) return giveUp();
  return compileType(
    compiler,
    field.type,
    nodes.flatMap((node) => node.selectionSet ?? []),
  );
}

function compileType(compiler: Compiler, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
  if (isNonNullType(type)) {
    const complete = compileType(compiler, type.ofType, sets);
    return (value) => complete(value) ?? giveUp();
  }
  if (isListType(type)) {
    const complete = compileType(compiler, type.ofType, sets);
    return (value) => {
      if (value === null || value === undefined) return null;
      return Array.isArray(value) ? value.map(complete) : giveUp();
    };
  }
  if (isLeafType(type)) return compileLeaf(type);
  return compileComposite(compiler, getNamedType(type) as GraphQLCompositeType, sets);
}

function compileLeaf(type: GraphQLLeafType): Complete {
  const fits = leafTest(type);
  return (value) => {
    if (value === null || value === undefined) return null;
    return fits(value) ? value : giveUp();
  };
}

function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  return builtInTests.get(type.name) ?? (() => true);
}

const isString = (value: unknown): boolean => typeof value === 'string';
const builtInTests = new Map<string, (value: unknown) => boolean>([
  [GraphQLString.name, isString],
  [GraphQLID.name, isString],
  [GraphQLInt.name, (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31],
  [GraphQLFloat.name, Number.isFinite],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
]);

function compileComposite(compiler: Compiler, type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Complete {
  if (isObjectType(type)) {
    const shape = compileObject(compiler, type, sets);
    return (value) => {
      if (value === null || value === undefined) return null;
      return isJson(value) ? shape(value) : giveUp();
    };
  }
  const shapes = new Map<string, (value: Json) => Json>();
  return (value) => {
    if (value === null || value === undefined) return null;
    if (!isJson(value) || typeof value['__typename'] !== 'string') return giveUp();
    const name = value['__typename'];
    let shape = shapes.get(name);
    if (!shape)
      shapes.set(name, (shape = compileObject(compiler, possibleType(compiler.context.schema, type, name), sets)));
    return shape(value);
  };
}

function possibleType(schema: GraphQLSchema, type: GraphQLCompositeType, name: string): GraphQLObjectType {
  const possible = schema.getType(name);
  if (!isObjectType(possible) || !isAbstractType(type) || !schema.isSubType(type, possible)) return giveUp();
  return possible;
}

/** The fields of an object by the name they have in the response, in its order: `CollectFields` of the specification. */
function collectFields(
  compiler: Compiler,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, compiler.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        if (name === '__proto__') giveUp();
        const nodes = fields.get(name);
        if (nodes) nodes.push(selection);
        else fields.set(name, [selection]);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : compiler.context.fragments[selection.name.value];
        if (fragment && applies(compiler.context.schema, fragment.typeCondition?.name.value, type))
          visit(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) visit(set);
  return fields;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isCompositeType(conditionType) && isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}

function isIncluded({ directives = [] }: SelectionNode, variables: Json): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.[0]?.value;
    const condition =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    // A variable with a default may still be null, which is an error of the request.
    if (typeof condition !== 'boolean') giveUp();
    return condition === (name.value === 'include');
  });
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
