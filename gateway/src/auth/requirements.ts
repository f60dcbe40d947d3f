import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type DirectiveNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { OperationContext } from '../execution/operationContext.ts';
import type { LoadedSupergraph } from '../execution/supergraph.ts';

/** Any one of the inner lists must be held completely. */
type AnyOfAll = readonly (readonly string[])[];

/** What one coordinate of the schema asks of the caller: at the least, to be signed in. */
export interface Requirement {
  /** `Type.field` or `Type`, as the client may read it. */
  readonly coordinate: string;
  readonly scopes: AnyOfAll | null;
  readonly policies: AnyOfAll | null;
}

/**
 * Everything an operation needs, by `@authenticated`, `@requiresScopes` and `@policy` on fields and on types. Fields that
 * are asked of an interface or union need what any object type behind it needs: a fragment is no way around.
 */
export function getRequirements(supergraph: LoadedSupergraph, context: OperationContext): readonly Requirement[] {
  const found = new Map<string, Requirement>();
  const schema = supergraph.supergraphSchema;
  const visited = new Set<string>();

  const note = (coordinate: string, directives: readonly DirectiveNode[]): void => {
    if (found.has(coordinate)) return;
    const requirement = readRequirement(coordinate, directives);
    if (requirement) found.set(coordinate, requirement);
  };
  const noteType = (type: GraphQLNamedType): void => {
    note(type.name, directivesOf(type));
  };
  const noteField = (parent: GraphQLCompositeType, name: string): GraphQLNamedType | undefined => {
    if (!('getFields' in parent)) return undefined;
    const field = parent.getFields()[name];
    if (!field) return undefined;
    note(`${parent.name}.${name}`, field.astNode?.directives ?? []);
    const type = getNamedType(field.type);
    noteType(type);
    return type;
  };

  const visitSelections = (parent: GraphQLCompositeType, set: SelectionSetNode): void => {
    noteType(parent);
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name.startsWith('__')) continue;
        for (const possible of possibleTypes(schema, parent)) {
          noteType(possible);
          noteField(possible, name);
        }
        const type = noteField(parent, name);
        if (selection.selectionSet && isCompositeType(type)) visitSelections(type, selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visitSelections(conditionType(schema, selection.typeCondition?.name.value, parent), selection.selectionSet);
      } else {
        const fragment = context.fragments[selection.name.value];
        if (!fragment || visited.has(fragment.name.value)) continue;
        visited.add(fragment.name.value);
        visitSelections(conditionType(schema, fragment.typeCondition.name.value, parent), fragment.selectionSet);
      }
    }
  };

  const root = schema.getRootType(context.operation.operation);
  if (root) visitSelections(root, context.operation.selectionSet);
  return [...found.values()];
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
  if (!isAbstractType(type)) return [];
  if ('getTypes' in type) return type.getTypes();
  const { objects, interfaces } = schema.getImplementations(type);
  return [...objects, ...interfaces];
}

function conditionType(
  schema: GraphQLSchema,
  name: string | undefined,
  parent: GraphQLCompositeType,
): GraphQLCompositeType {
  const type = name === undefined ? parent : schema.getType(name);
  return isCompositeType(type) ? type : parent;
}

function directivesOf(type: GraphQLNamedType): readonly DirectiveNode[] {
  const extensions = type.extensionASTNodes.flatMap((node) => node.directives ?? []);
  return [...(type.astNode?.directives ?? []), ...extensions];
}

function readRequirement(coordinate: string, directives: readonly DirectiveNode[]): Requirement | undefined {
  const scopes = argumentOf(directives, 'requiresScopes', 'scopes');
  const policies = argumentOf(directives, 'policy', 'policies');
  const signedIn = directives.some((directive) => isNamed(directive, 'authenticated'));
  return signedIn || scopes || policies ? { coordinate, scopes, policies } : undefined;
}

// A supergraph that imports none of the names carries them with their prefix: `@federation__authenticated`.
function isNamed(directive: DirectiveNode, name: string): boolean {
  return directive.name.value === name || directive.name.value.endsWith(`__${name}`);
}

function argumentOf(directives: readonly DirectiveNode[], name: string, argument: string): AnyOfAll | null {
  const value = directives
    .find((directive) => isNamed(directive, name))
    ?.arguments?.find((candidate) => candidate.name.value === argument)?.value;
  return value ? (valueFromASTUntyped(value) as AnyOfAll) : null;
}
