import {
  isInterfaceType,
  isObjectType,
  getNamedType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** What the graph says, by `@tag`, of who may share what. Without a word nobody shares with anybody else. */
export interface SharingRules {
  /**
   * Whether every field selected is the same for all callers of an organization that are of one kind and have the same role and
   * scopes (`equal-for-equal-scopes`). `root` is the type selected from, null for the entities of a fetch.
   */
  isEqualForEqualScopes(selection: SelectionSetNode, root: string | null, fragments?: Fragments): boolean;
  /** How a field of Subscription may be joined while it runs: `live-events`, `live-state`, or only from its start. */
  joiningOf(field: string): 'live' | 'state' | 'start';
}

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Reads the tags of a supergraph document. */
export function readSharingRules(sdl: string, schema: GraphQLSchema): SharingRules {
  const tags = readTags(sdl);
  const isEqual = (type: string, field: string): boolean =>
    tags.get(`${type}.${field}`)?.has('equal-for-equal-scopes') === true;

  const every = (selection: SelectionSetNode, parent: string | null, fragments: Fragments): boolean =>
    selection.selections.every((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT)
        return every(node.selectionSet, node.typeCondition?.name.value ?? parent, fragments);
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments[node.name.value];
        return fragment !== undefined && every(fragment.selectionSet, fragment.typeCondition.name.value, fragments);
      }
      const name = node.name.value;
      if (name === '__typename') return true;
      if (parent === null || !isEqual(parent, name)) return false;
      if (!node.selectionSet) return true;
      const type = schema.getType(parent);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      return field !== undefined && every(node.selectionSet, getNamedType(field.type).name, fragments);
    });

  return {
    isEqualForEqualScopes: (selection, root, fragments = {}) => every(selection, root, fragments),
    joiningOf(field) {
      const given = tags.get(`Subscription.${field}`);
      if (given?.has('live-events')) return 'live';
      return given?.has('live-state') ? 'state' : 'start';
    },
  };
}

function readTags(sdl: string): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = new Map<string, Set<string>>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const names = (field.directives ?? [])
        .filter((directive) => directive.name.value === 'tag')
        .flatMap(({ arguments: given = [] }) =>
          given.map(({ value }) => (value.kind === Kind.STRING ? value.value : '')),
        );
      if (names.length > 0) tags.set(`${definition.name.value}.${field.name.value}`, new Set(names));
    }
  }
  return tags;
}
