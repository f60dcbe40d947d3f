import {
  DirectiveLocation,
  extendSchema,
  getNamedType,
  isSpecifiedDirective,
  Kind,
  visit,
  type DocumentNode,
  type GraphQLDirective,
  type GraphQLSchema,
} from 'graphql';

/** Makes a document one that the planner knows all directives of. */
export type StripDirectives = (document: DocumentNode) => DocumentNode;

const executable = new Set<DirectiveLocation>([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/**
 * Apollo takes directives that subgraphs compose (`@composeDirective`) out of the API schema, also those that are for
 * operations. Here they are back for validation, and go out of a document before it is planned: they mean nothing to a gateway.
 */
export function keepExecutableDirectives(api: GraphQLSchema, supergraph: GraphQLSchema) {
  const kept = supergraph.getDirectives().filter((directive) => isForOperations(directive, api));
  if (kept.length === 0) return { schema: api, strip: (document: DocumentNode) => document };
  const names = new Set(kept.map(({ name }) => name));
  const strip: StripDirectives = (document) =>
    visit(document, { Directive: ({ name }) => (names.has(name.value) ? null : undefined) });
  const definitions = kept.flatMap(({ astNode }) => astNode ?? []);
  return { schema: extendSchema(api, { kind: Kind.DOCUMENT, definitions }), strip };
}

function isForOperations(directive: GraphQLDirective, api: GraphQLSchema): boolean {
  return (
    !isSpecifiedDirective(directive) &&
    !api.getDirective(directive.name) &&
    directive.locations.some((location) => executable.has(location)) &&
    directive.args.every(({ type }) => api.getType(getNamedType(type).name) !== undefined)
  );
}
